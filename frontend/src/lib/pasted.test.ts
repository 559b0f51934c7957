import { expect, test } from "vitest";
import type { Language } from "./locale";
import { parsePrice } from "./money";
import { copiedCells, type Grid, pastedCells, placed } from "./pasted";
import { parseQuantity } from "./quantity";

test("what Excel copies comes in rows and cells", () => {
  expect(pastedCells("12\t3\r\n5\t\r\n")).toEqual([
    ["12", "3"],
    ["5", ""],
  ]);
});

test("a cell with line breaks or tabs stands in quotes, quotes in it twice", () => {
  expect(pastedCells('"Monitor\n27 ""entspiegelt"""\t4\n"a\tb"\t5')).toEqual([
    ['Monitor\n27 "entspiegelt"', "4"],
    ["a\tb", "5"],
  ]);
});

test("inches are no quotes", () => {
  expect(pastedCells('Monitor 27"\t4\n"27 Zoll" matt\t5')).toEqual([
    ['Monitor 27"', "4"],
    ['"27 Zoll" matt', "5"],
  ]);
});

test.each([
  ["", []],
  ["\r\n\t\r\n", []],
  ["7", [["7"]]],
  ["7\t", [["7", ""]]],
  ["\t7", [["", "7"]]],
  ["1\r2", [["1"], ["2"]]],
])("%j is read", (text, cells) => {
  expect(pastedCells(text)).toEqual(cells);
});

const items = [
  { id: "n", name: "Notebook 14 Zoll", places: 0 },
  { id: "m", name: "Monitor 27 Zoll", places: 0 },
  { id: "h", name: "Einrichtung vor Ort", places: 3 },
];
const top = { item: "n", column: "firm" } as const;

type Item = (typeof items)[number];

/** As the page of a round has it. */
const grid = (language: Language = "de"): Grid<Item, "firm" | "tolerance"> => ({
  items,
  columns: ["firm", "tolerance"],
  isValue: (cell) => parseQuantity(cell, language, 3) !== null,
  read: (cell, item) => parseQuantity(cell, language, item.places) ?? cell,
});

/** As the price sheet has it. */
const prices: Grid<Item, "price"> = {
  items,
  columns: ["price"],
  isValue: (cell) => parsePrice(cell, "de") !== null,
  read: (cell) => parsePrice(cell, "de") ?? cell,
  meant: (values) => values.slice(-1),
};

test("two columns fill firm quantity and tolerance downwards", () => {
  expect(placed(pastedCells("120\t10\n1.250\t0\n2,5\t1"), grid(), top)).toEqual({
    changed: {
      n: { firm: "120", tolerance: "10" },
      m: { firm: "1250", tolerance: "0" },
      h: { firm: "2.5", tolerance: "1" },
    },
    left: 0,
  });
});

test("pasting begins where the cursor stands, and what is too much is counted", () => {
  const at = { item: "m", column: "tolerance" } as const;
  expect(placed(pastedCells("1\t9\n2\n3"), grid(), at)).toEqual({
    changed: { m: { tolerance: "1" }, h: { tolerance: "2" } },
    left: 1,
  });
});

test("a head line is no quantity", () => {
  expect(placed(pastedCells("fest\tToleranz\n4\t1"), grid(), top).changed).toEqual({
    n: { firm: "4", tolerance: "1" },
  });
});

test("rows with names find their items in any order, whatever stands between", () => {
  const text =
    "Position\tEinheit\tfest\tToleranz\nMonitor  27 zoll\tStück\t30\t5\nNotebook 14 Zoll\tStück\t12\nDrucker\tStück\t1";
  expect(placed(pastedCells(text), grid(), top)).toEqual({
    changed: { m: { firm: "30", tolerance: "5" }, n: { firm: "12" } },
    left: 1,
  });
});

test("empty cells change nothing", () => {
  expect(placed(pastedCells("\t5\n7\t"), grid(), top).changed).toEqual({
    n: { tolerance: "5" },
    m: { firm: "7" },
  });
});

test("what is no quantity of the item stays as typed, for the form to refuse", () => {
  expect(placed(pastedCells("zwölf\n2,5"), grid(), top).changed).toEqual({
    n: { firm: "2,5" },
  });
  expect(placed(pastedCells("zwölf"), grid(), top).changed).toEqual({ n: { firm: "zwölf" } });
});

test("English figures are read in English", () => {
  expect(placed(pastedCells("1,250"), grid("en"), top).changed).toEqual({ n: { firm: "1250" } });
});

test("a copied grid comes back as it was", () => {
  const copied = copiedCells(
    ["Position", "fest", "Toleranz"],
    items.map((item, index) => [item.name, String(index + 1), "0"]),
  );
  expect(placed(pastedCells(copied), grid(), top).changed).toEqual({
    n: { firm: "1", tolerance: "0" },
    m: { firm: "2", tolerance: "0" },
    h: { firm: "3", tolerance: "0" },
  });
});

test("a name cannot become a formula on the way", () => {
  expect(copiedCells(["a"], [["=1+1"], ["-2"], ["x\ty"]])).toBe("a\n'=1+1\n'-2\nx y");
});

test("a price is the last figure of a row with a name", () => {
  const at = { item: "n", column: "price" } as const;
  const text = "Notebook 14 Zoll\t1508 Stück\t1508\t829,00 €\nMonitor 27 Zoll\t1948\t226,755";
  expect(placed(pastedCells(text), prices, at).changed).toEqual({
    n: { price: "829.00" },
    m: { price: "226.755" },
  });
  expect(placed(pastedCells("829,5\n-1"), prices, at).changed).toEqual({
    n: { price: "829.50" },
    m: { price: "-1" },
  });
});
