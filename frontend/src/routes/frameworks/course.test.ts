import { expect, test } from "vitest";
import { courseLines } from "./course";

const names = { drawn: "drawn", expectedLine: "expected", maximum: "maximum" };
const contract = {
  inForceFrom: "2026-01-15",
  inForceTo: "2027-01-14",
  maximumValue: "1000.00",
  drawn: "300.00",
};
const months = [
  { month: "2026-02-01", drawn: "100.00", total: "100.00" },
  { month: "2026-03-01", drawn: "200.00", total: "300.00" },
];

test("what was called off goes from nothing over the ends of its months to today", () => {
  const [drawn] = courseLines(contract, { months, today: "2026-03-20", restsOn: 1, tooEarly: false }, names);
  expect(drawn?.points).toEqual([
    ["2026-01-15", "0.00"],
    ["2026-02-28", "100.00"],
    ["2026-03-20", "300.00"],
  ]);
});

test("the forecast goes on to the day of the maximum, which is drawn that far", () => {
  const lines = courseLines(
    contract,
    { months, today: "2026-03-20", restsOn: 1, tooEarly: false, expected: "2027-05-01" },
    names,
  );
  expect(lines.map(({ name }) => name)).toEqual(["drawn", "maximum", "expected"]);
  expect(lines[1]?.points.at(-1)).toEqual(["2027-05-01", "1000.00"]);
  expect(lines[2]?.points).toEqual([
    ["2026-03-20", "300.00"],
    ["2027-05-01", "1000.00"],
  ]);
});

test("without a forecast there is no line of it", () => {
  const lines = courseLines(
    contract,
    { months: [], today: "2026-03-20", restsOn: 0, tooEarly: false },
    names,
  );
  expect(lines.map(({ name }) => name)).toEqual(["drawn", "maximum"]);
});
