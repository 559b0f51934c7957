import { expect, test } from "vitest";
import { compareDecimals, percentOf, productOf, sumOf } from "./decimal";

test("numbers are compared exactly, not as floats", () => {
  expect(compareDecimals("9007199254740993.00", "9007199254740992.00")).toBe(1);
  expect(compareDecimals("0.10", "0.1")).toBe(0);
  expect(compareDecimals("-1", "0.5")).toBe(-1);
});

test("a bar is never full before the maximum is reached", () => {
  expect(percentOf("999.99", "1000.00")).toBe(99.9);
  expect(percentOf("1000.00", "1000.00")).toBe(100);
  expect(percentOf("1200.00", "1000.00")).toBe(100);
});

test("a maximum of zero gives an empty bar", () => {
  expect(percentOf("5.00", "0.00")).toBe(0);
});

test.each([
  ["120", "10", "130"],
  ["0.1", "0.2", "0.3"],
  ["999999999.999", "0.001", "1000000000"],
  ["0", "0", "0"],
  ["100", "0", "100"],
  ["1", "-2.5", "-1.5"],
])("%s and %s are %s, exactly", (a, b, sum) => {
  expect(sumOf(a, b)).toBe(sum);
});

test("what is no number has no sum", () => {
  expect(sumOf("zwei", "1")).toBeNull();
});

test.each([
  ["400", "0.7", "280"],
  ["33.333", "0.33333", "11.11088889"],
  ["-2", "0.5", "-1"],
  ["100", "0", "0"],
])("%s times %s is %s, exactly", (a, b, product) => {
  expect(productOf(a, b)).toBe(product);
});

test("what is no number has no product", () => {
  expect(productOf("", "1")).toBeNull();
});
