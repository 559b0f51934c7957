import { expect, test } from "vitest";
import type { Lot } from "../../api/tenders";
import {
  answerFault,
  complaintOf,
  isAbove,
  isLeftOut,
  isOffered,
  isPrice,
  missingPrices,
  offeredAnswers,
  offeredPrices,
} from "./sheet";

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

test.each([
  ["40.00", false],
  ["40.000001", true],
  ["39.999999", false],
  ["100", true],
  ["zwei", false],
])("%j is above a ceiling of 40.00: %j", (price, above) => {
  const [lot] = lots;
  const item = lot?.items[0];
  if (!lot || !item) throw new Error("there is one");
  expect(isAbove(item, { a1: price }, { a1: "40.00" })).toBe(above);
  expect(isAbove(item, { a1: price }, {})).toBe(false);
  if (above)
    expect(complaintOf([lot], { a1: price, a2: "1.00" }, undefined, { a1: "40.00" })).toBe("aboveContract");
});

const priced = { a1: "1.00", a2: "2.00" };
const [lotA] = lots;
if (!lotA) throw new Error("there is one");

test.each([
  ["Buche, geölt\n\tmit Griff", undefined],
  ["", "answerMissing"],
  [" \n ", "answerMissing"],
  ["x".repeat(20_001), "answerTooLong"],
  ["😀".repeat(20_000), undefined],
  ["a\u0000b", "answerMalformed"],
  ["a\u009fb", "answerMalformed"],
  ["halb: \ud83d", "answerMalformed"],
  ["Zeile\r\nZeile", undefined],
] as const)("what is wrong with the answer %j", (answer, fault) => {
  expect(answerFault(lotA, priced, { A: answer })).toBe(fault);
});

test("an answer without prices would be lost, so it is not passed over", () => {
  expect(answerFault(lotA, {}, { A: "Buche" })).toBe("answerWithoutPrices");
  expect(answerFault(lotA, {}, {})).toBeUndefined();
});

test("only answers of lots that are bid for are sealed, as the reader takes them", () => {
  expect(offeredAnswers(lots, priced, { A: "  Buche\r\ngeölt ", B: "nichts" })).toEqual({
    A: "Buche\ngeölt",
  });
});

test("a sheet is complained of as a whole before it is sealed", () => {
  expect(complaintOf(lots, {}, undefined)).toBe("nothing");
  expect(complaintOf(lots, { a1: "1.00" }, undefined)).toBe("lotIncomplete");
  expect(complaintOf(lots, { ...priced, b1: "zwei" }, undefined)).toBe("lotIncomplete");
  expect(complaintOf(lots, priced, undefined)).toBeUndefined();
  expect(complaintOf(lots, priced, {})).toBe("answersWrong");
  expect(complaintOf(lots, priced, { A: "Buche", B: "ohne Preis" })).toBe("answersWrong");
  expect(complaintOf(lots, priced, { A: "Buche" })).toBeUndefined();
});
