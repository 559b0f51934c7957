import { expect, test } from "vitest";
import { dayAfter, divided, together, valuesOf } from "./phases";

const resources = [{ id: "units" }, { id: "power" }];
const phase = (from: string, to: string, units: string) => ({
  from,
  to,
  claims: [{ resourceId: "units", kind: "rack-unit" as const, unit: "HE", amount: units }],
});
const sent = (from: string, to: string, units: string) => ({
  from,
  to,
  claims: [{ resourceId: "units", amount: units }],
});

test("what is over stays, and a phase that runs is divided at the day", () => {
  const phases = [phase("2026-01-01", "2026-06-30", "4"), phase("2026-07-01", "2026-12-31", "8")];
  expect(divided(phases, "2026-09-01")).toEqual({
    past: [sent("2026-01-01", "2026-06-30", "4"), sent("2026-07-01", "2026-08-31", "8")],
    ahead: [sent("2026-09-01", "2026-12-31", "8")],
  });
  expect(divided(phases, "2025-12-01").past).toEqual([]);
});

test("what was not changed is one phase again", () => {
  const { past, ahead } = divided([phase("2026-07-01", "2026-12-31", "8")], "2026-09-01");
  const typed = ahead.map((each) => valuesOf(each, resources));
  expect(typed).toEqual([{ from: "2026-09-01", to: "2026-12-31", amounts: ["8", ""] }]);
  expect(together(past, typed, resources)).toEqual([sent("2026-07-01", "2026-12-31", "8")]);
});

test("what changes, or begins later, is a phase of its own; nothing of a resource is no claim", () => {
  const past = [sent("2026-07-01", "2026-08-31", "8")];
  const typed = (from: string, units: string) => [{ from, to: "2026-12-31", amounts: [units, "0"] }];
  expect(together(past, typed("2026-09-01", "6"), resources)).toEqual([
    ...past,
    sent("2026-09-01", "2026-12-31", "6"),
  ]);
  expect(together(past, typed("2026-09-02", "8"), resources)).toHaveLength(2);
});

test("days follow one another also where the clock changes", () => {
  expect(dayAfter("2026-10-24", 2)).toBe("2026-10-26");
  expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
});
