import { expect, test } from "vitest";
import type { Lot } from "../../api/tenders";
import { isLeftOut, isOffered, isPrice, missingPrices, offeredPrices } from "./sheet";

const lot = (id: string, ...items: string[]): Lot => ({
  id,
  position: 1,
  title: id,
  maximumValue: "1.00",
  items: items.map((item, index) => ({
    id: item,
    roundItemId: item,
    position: index + 1,
    name: item,
    category: "hardware",
    unit: "H87",
    quantity: "1",
    maximumQuantity: "1",
  })),
});

const lots = [lot("A", "a1", "a2"), lot("B", "b1")];

test("a lot is bid for when each of its items has a price, and left out when none has", () => {
  const prices = { a1: "1.00", b1: "2.00" };
  expect(lots.map((each) => isOffered(each, prices))).toEqual([false, true]);
  expect(lots.map((each) => missingPrices(each, prices))).toEqual([1, 0]);
  expect(lots.map((each) => isLeftOut(each, { b1: "2.00" }))).toEqual([true, false]);
});

test("only prices of whole lots are sealed", () => {
  expect(offeredPrices(lots, { a1: "1.00", b1: "2.00" })).toEqual({ b1: "2.00" });
  expect(offeredPrices(lots, { a1: "1.00", a2: "0.00", b1: "zwei" })).toEqual({ a1: "1.00", a2: "0.00" });
});

test.each([
  ["0.00", true],
  ["389.900001", true],
  ["-1.00", false],
  ["1.0000001", false],
  ["1234567890", false],
  ["", false],
])("%j is a price: %j", (value, price) => {
  expect(isPrice(value)).toBe(price);
});
