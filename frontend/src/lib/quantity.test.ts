import { expect, test } from "vitest";
import { formatFigures, formatPercent, formatQuantity, parseQuantity, placesOf } from "./quantity";

test("a quantity always names its unit", () => {
  expect(formatQuantity("12500", "Stück", "de")).toBe("12.500\u00a0Stück");
  expect(formatQuantity(3, "pieces", "en")).toBe("3\u00a0pieces");
});

test("a percentage has at most one place", () => {
  expect(formatPercent(82.44, "de").replaceAll("\u00a0", " ")).toBe("82,4 %");
});

test("a whole quantity refuses fractions and a sign", () => {
  expect(parseQuantity("1.250", "de")).toBe("1250");
  expect(parseQuantity("1,5", "de")).toBeNull();
  expect(parseQuantity("-1", "de")).toBeNull();
});

test("a quantity with places accepts the language's decimal sign", () => {
  expect(parseQuantity("1,25", "de", 3)).toBe("1.25");
  expect(parseQuantity("1,2345", "de", 3)).toBeNull();
});

test("pieces are whole, hours are not", () => {
  expect(placesOf("H87")).toBe(0);
  expect(placesOf("HUR")).toBe(3);
});

test("a computation keeps every digit in both languages", () => {
  const formula = "P = 1508 × 829.00 + 1428 × 124.505 = 1427918.00";
  expect(formatFigures(formula, "de")).toBe("P = 1.508 × 829,00 + 1.428 × 124,505 = 1.427.918,00");
  expect(formatFigures(formula, "en")).toBe("P = 1,508 × 829.00 + 1,428 × 124.505 = 1,427,918.00");
  expect(formatFigures("Z = 380 / 95000.00 = 1/250 = 0.004", "de")).toBe(
    "Z = 380 / 95.000,00 = 1/250 = 0,004",
  );
});
