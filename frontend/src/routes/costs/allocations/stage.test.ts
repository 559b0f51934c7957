import { expect, test } from "vitest";
import type { Allocation, Share } from "../../../api/allocations";
import { thresholdOf, unitsLeftFor, weightSumFor } from "./stage";

const share = (group: string | undefined, remainder: string, extra: boolean) =>
  ({ group, remainder, extra }) as Share; // all that counts here
const groups = [
  { name: "Nord", weight: "1", share: "1.00", weightSum: "10", unitsLeft: 2 },
  { name: "Süd", weight: "1", share: "1.00", weightSum: "20", unitsLeft: 0 },
];
const shares = [
  share("Nord", "90071992547409931", true),
  share("Nord", "90071992547409930", true),
  share("Nord", "1", false),
  share("Süd", "2", false),
];
const allocation = (rounding: "once" | "per-stage"): Allocation =>
  ({
    groups,
    shares,
    scheme: { parts: [], rounding },
    thresholdRemainder: "3",
    unitsLeft: 1,
    weightSum: "30",
  }) as unknown as Allocation; // all that counts here

test("rounded once, all members compete", () => {
  const member = share("Nord", "1", false);
  expect(thresholdOf(allocation("once"), member)).toBe("3");
  expect(unitsLeftFor(allocation("once"), member)).toBe(1);
  expect(weightSumFor(allocation("once"), member)).toBe("30");
});

test("rounded at every stage, only those of a group compete", () => {
  const staged = allocation("per-stage");
  expect(thresholdOf(staged, share("Nord", "1", false))).toBe("90071992547409930");
  expect(thresholdOf(staged, share("Süd", "2", false))).toBeUndefined();
  expect(unitsLeftFor(staged, share("Nord", "1", false))).toBe(2);
  expect(unitsLeftFor(staged, share("Süd", "1", false))).toBe(0);
  expect(weightSumFor(staged, share("Süd", "1", false))).toBe("20");
});
