import { expect, test } from "vitest";
import { priceLine } from "./priceLine";

const span = { from: "2026-01-01", to: "2029-12-31" };
const version = (validFrom: string, price: string) =>
  ({ validFrom, price, ground: "modification", changeId: "c" }) as const;

test("a price holds from its day to the next one, the last to the end", () => {
  const item = {
    original: { price: "100.00" },
    versions: [version("2026-07-01", "110.00"), version("2027-07-01", "105.00")],
  };
  expect(priceLine(item, span, "p").points).toEqual([
    ["2026-01-01", "100.00"],
    ["2026-07-01", "110.00"],
    ["2027-07-01", "105.00"],
    ["2029-12-31", "105.00"],
  ]);
});

test("what the award agreed takes the place of the first price", () => {
  const item = { original: { price: "100.00" }, versions: [version("2026-01-01", "95.00")] };
  expect(priceLine(item, span, "p").points).toEqual([
    ["2026-01-01", "95.00"],
    ["2029-12-31", "95.00"],
  ]);
});
