import { expect, test } from "vitest";
import { warningOf } from "./warning";

test.each([
  ["0.00", undefined],
  ["6999.99", undefined],
  ["7000.00", "notice"],
  ["8499.99", "notice"],
  ["8500.00", "soon"],
  ["9499.99", "soon"],
  ["9500.00", "last"],
  ["9999.99", "last"],
  ["10000.00", "reached"],
])("%s of 10000.00 calls for %s", (drawn, warning) => {
  expect(warningOf(drawn, "10000.00")).toBe(warning);
});
