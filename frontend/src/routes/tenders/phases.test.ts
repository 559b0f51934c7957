import { expect, test } from "vitest";
import type { Session } from "../../api/session";
import type { TenderStatus } from "../../api/tenders";
import {
  isChosen,
  isOpened,
  isRunning,
  seesAllBids,
  stepOf,
  steps,
  stepsOf,
  suppliersOf,
  tookStepBefore,
  wordOf,
} from "./phases";

const way: TenderStatus[] = [
  "draft",
  "in-review",
  "requests",
  "selection",
  "published",
  "deadline-passed",
  "opened",
  "evaluating",
  "award-proposed",
  "standstill",
  "awarded",
];

test("the steps follow the states of a tender and never go back", () => {
  const positions = way.map((status) => steps.indexOf(stepOf(status)));
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(new Set(positions).size).toBe(steps.length);
});

test("there are prices from the opening on, and no end after the award", () => {
  expect(way.filter(isOpened)).toEqual(way.slice(6));
  expect([...way, "cancelled" as const].filter((status) => !isRunning(status))).toEqual([
    "awarded",
    "cancelled",
  ]);
});

test("only above the EU threshold a step is called a standstill", () => {
  const words = (procedure: Parameters<typeof wordOf>[1]["procedure"]) =>
    steps.map((step) => wordOf(step, { procedure }));
  expect(words("open-eu")).toEqual(steps);
  expect(words("restricted-eu")).toEqual(steps);
  for (const procedure of ["open-national", "mini-competition", "restricted-national"] as const) {
    expect(words(procedure)).not.toContain("standstill");
    expect(words(procedure)).toContain("proposal");
  }
});

test("only where participants are chosen there is a stage before the bids", () => {
  expect(stepsOf({ choice: { way: "restricted" } })).toEqual(steps);
  expect(stepsOf({ choice: { way: "open" } })).toEqual(steps.filter((step) => step !== "requests"));
});

test("what came of the first stage stays on the page, also of one that was cancelled in it", () => {
  const choice = { way: "restricted", leastDays: 25 } as const;
  const [publishedAt, invitedAt] = ["2026-03-02T09:00:00Z", "2026-04-02T09:00:00Z"];
  expect(isChosen({ choice, status: "selection", publishedAt })).toBe(false);
  expect(isChosen({ choice: { ...choice, invitedAt }, status: "published", publishedAt })).toBe(true);
  expect(isChosen({ choice, status: "cancelled", publishedAt })).toBe(true);
  expect(isChosen({ choice, status: "cancelled" })).toBe(false);
  expect(isChosen({ choice: { way: "open", leastDays: 30 }, status: "cancelled", publishedAt })).toBe(false);
});

type Roles = Session["roles"];
const held = (
  role: Roles[number]["role"],
  kind: Roles[number]["organisation"]["kind"],
  id = "o",
): Roles[number] => ({ role, organisation: { id, name: id, kind } });

test("bidders and members do not see all bids, nor does the administrator", () => {
  expect(seesAllBids({ roles: [held("evaluator", "cooperative")] })).toBe(true);
  expect(seesAllBids({ roles: [held("bidder", "supplier")] })).toBe(false);
  expect(seesAllBids({ roles: [held("buyer", "member")] })).toBe(false);
  expect(seesAllBids({ roles: [held("administrator", "cooperative")] })).toBe(false);
});

test("a person bids for the suppliers where the role is held", () => {
  expect(suppliersOf({ roles: [held("bidder", "supplier", "a"), held("buyer", "member", "b")] })).toEqual([
    { id: "a", name: "a" },
  ]);
});

const person = { person: { id: "1", name: "Anna Petersen", email: "" } };
const task = { kind: "tender-publish", tender: { id: "t" } } as const;

test("who submitted does not publish, but a namesake does", () => {
  expect(tookStepBefore(person, "Anna Petersen", task, [])).toBe(true);
  expect(tookStepBefore(person, "Jan Albers", task, [])).toBe(false);
  const offered = { kind: "tender-publish", objectType: "tender", objectId: "t", title: "" } as const;
  expect(tookStepBefore(person, "Anna Petersen", task, [offered])).toBe(false);
  expect(tookStepBefore(person, "Anna Petersen", task, [{ ...offered, objectId: "u" }])).toBe(true);
});
