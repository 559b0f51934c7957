import { expect, test } from "vitest";
import { formatFraction } from "./fraction";

test("a fraction that ends is written as a decimal, to its last digit", () => {
  expect(formatFraction("3257/10", "de")).toBe("325,7");
  expect(formatFraction("15468999/10000", "de")).toBe("1.546,8999");
  expect(formatFraction("-1/8", "en")).toBe("-0.125");
  expect(formatFraction("1/1000000000", "de")).toBe("0,000000001");
});

test("one that does not end stays exact, with what it is about", () => {
  expect(formatFraction("32400/31", "de")).toBe("32.400/31 ≈ 1.045,161");
  expect(formatFraction("-2/3", "de")).toBe("-2/3 ≈ -0,667");
});

test("whole numbers and decimals are written as they are", () => {
  expect(formatFraction("1234", "de")).toBe("1.234");
  expect(formatFraction("0.273", "de")).toBe("0,273");
});
