import { expect, test } from "vitest";
import { monthsFor, weightsOf } from "./capacityWeights";
import { emptyScheme } from "./scheme";

const celle = { id: "c", name: "Celle" };
const peine = { id: "p", name: "Peine" };

test("the month that is split stands among the months, however old it is", () => {
  expect(monthsFor("2026-10-01", "2026-11-24").slice(0, 3)).toEqual(["2026-11", "2026-10", "2026-09"]);
  expect(monthsFor("2026-10-01", "2026-11-24")).toHaveLength(13);
  expect(monthsFor("2024-02-01", "2026-01-31").at(-1)).toBe("2024-02");
  expect(monthsFor("", "2026-01-31").at(-1)).toBe("2025-01");
});

test("weights replace those of before, keep what else is said, and name who is outside of the pool", () => {
  const item = {
    resource: "power",
    basis: "used" as const,
    source: "x",
    members: [
      { member: celle, weight: "1250.5", exact: "2501/2", rounded: false },
      { member: peine, weight: "0.333333333", exact: "1/3", rounded: true },
    ],
  };
  const form = { ...emptyScheme, rows: { c: { weight: "7", cap: "100.00" }, h: { weight: "9" } } };
  expect(weightsOf(item, form, ["c", "h"])).toEqual({
    rows: { c: { weight: "1250.5", cap: "100.00" }, h: { weight: "" } },
    taken: 1,
    outside: ["Peine"],
    rounded: false,
  });
  expect(weightsOf(item, form, ["c", "p"]).rounded).toBe(true);
});
