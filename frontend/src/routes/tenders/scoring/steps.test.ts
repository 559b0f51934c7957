import { expect, test } from "vitest";
import type { Scoring } from "../../../api/scoring";
import { firstOpen, stepsOf } from "./steps";

const bid = (bidId: string, admitted: boolean, ...lots: string[]): Scoring["bids"][number] => ({
  bidId,
  admitted,
  bidder: { id: bidId, name: bidId },
  lots: lots.map((lotId) => ({ lotId, title: lotId })),
  examinations: [],
});

const scoring = (scored: [bidId: string, lotId: string, criterion: string][]): Scoring => ({
  tenderId: "t",
  phase: "scoring",
  version: 1,
  examiners: [],
  evaluators: [],
  judgements: [],
  missing: [],
  criteria: [
    { name: "Service", scale: "10" },
    { name: "Güte", scale: "100" },
  ],
  bids: [bid("a", true, "1", "2"), bid("b", false, "1"), bid("c", true, "2")],
  sheet: {
    version: 1,
    given: scored.length,
    places: 6,
    scores: scored.map(([bidId, lotId, criterion]) => ({
      bidId,
      lotId,
      criterion,
      score: "1",
      reason: "gut",
    })),
  },
});

test("bids are scored lot by lot, excluded ones not at all", () => {
  expect(stepsOf(scoring([])).map(({ bidId, lotId }) => bidId + lotId)).toEqual(["a1", "a2", "c2"]);
});

test("work goes on where the first score is missing, and ends at the last step", () => {
  expect(firstOpen(scoring([]))).toBe(0);
  expect(firstOpen(scoring([["a", "1", "Service"]]))).toBe(0);
  const first: [string, string, string][] = [
    ["a", "1", "Service"],
    ["a", "1", "Güte"],
  ];
  expect(firstOpen(scoring([...first, ["c", "2", "Güte"]]))).toBe(1);
  const all = ["a1", "a2", "c2"].flatMap(([bidId = "", lotId = ""]): [string, string, string][] => [
    [bidId, lotId, "Service"],
    [bidId, lotId, "Güte"],
  ]);
  expect(firstOpen(scoring(all))).toBe(2);
});
