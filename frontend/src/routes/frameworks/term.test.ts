import { expect, test } from "vitest";
import { extendedTo, monthsLater, nextOption, wholeMonths } from "./term";

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2027-12-01", 1, "2028-01-01"],
  ["2028-01-31", 1, "2028-02-29"],
  ["2026-03-15", 48, "2030-03-15"],
])("%s and %i months later is %s", (day, months, later) => {
  expect(monthsLater(day, months)).toBe(later);
});

test.each([
  ["2027-12-31", 12, "2028-12-31"],
  ["2027-02-28", 6, "2027-08-31"],
  ["2027-03-14", 6, "2027-09-14"],
])("a contract until %s extended by %i months lasts until %s", (last, months, until) => {
  expect(extendedTo(last, months)).toBe(until);
});

test.each([
  ["2026-01-01", "2026-12-31", 12],
  ["2026-01-01", "2026-12-30", 11],
  ["2026-03-15", "2030-03-14", 48],
  ["2026-03-15", "2026-03-20", 0],
])("from %s through %s are %s whole months", (first, last, months) => {
  expect(wholeMonths(first, last)).toBe(months);
});

test("options are used in their order", () => {
  expect(nextOption({ options: [{ months: 12, usedAt: "2026-01-01T00:00:00Z" }, { months: 6 }] })).toEqual({
    place: 1,
    months: 6,
  });
  expect(nextOption({ options: [] })).toBeUndefined();
});
