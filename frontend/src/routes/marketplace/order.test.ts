import { expect, test } from "vitest";
import type { CallOffQuote } from "../../api/call-offs";
import { obstacleOfLine, orderObstacle, quotable, quotedLine } from "./order";

const line = {
  itemId: "i",
  quantity: "2",
  price: "100.00",
  total: "200.00",
  remainingQuantity: "5",
  orderable: true,
};
const quote: CallOffQuote = {
  lines: [line],
  total: "200.00",
  tax: { rates: [] },
  approvalLimit: "1000.00",
  needsApproval: false,
  remainingValue: "5000.00",
  remainingQuota: "1000.00",
  orderable: true,
};

test("a quote is asked for the lines that have a quantity", () => {
  const lines = ["2", "0", "zwei", "1.5", ""].map((quantity, i) => ({ itemId: `i${i}`, quantity }));
  expect(quotable("f", "m", lines)).toEqual({
    frameworkId: "f",
    memberId: "m",
    lines: [
      { itemId: "i0", quantity: "2" },
      { itemId: "i3", quantity: "1.5" },
    ],
  });
});

test("a quote is not shown beside another quantity than it was made for", () => {
  expect(quotedLine(quote, { itemId: "i", quantity: "2" })).toBe(line);
  expect(quotedLine(quote, { itemId: "i", quantity: "2.000" })).toBe(line);
  expect(quotedLine(quote, { itemId: "i", quantity: "3" })).toBeUndefined();
  expect(quotedLine(quote, { itemId: "i", quantity: "zwei" })).toBeUndefined();
  expect(quotedLine(quote, { itemId: "j", quantity: "2" })).toBeUndefined();
});

test.each<[string, Partial<CallOffQuote>, ReturnType<typeof orderObstacle>]>([
  ["nothing", {}, undefined],
  [
    "a cent over the quota",
    { orderable: false, remainingQuota: "199.99" },
    { what: "quota", remaining: "199.99" },
  ],
  [
    "a cent over the maximum",
    { orderable: false, remainingValue: "199.99" },
    { what: "value", remaining: "199.99" },
  ],
  ["one of its lines", { orderable: false, lines: [{ ...line, orderable: false }] }, undefined],
  ["what the page cannot tell", { orderable: false }, { what: "other" }],
])("against the order stands %s", (_, change, obstacle) => {
  expect(orderObstacle({ ...quote, ...change })).toEqual(obstacle);
});

test("a line that asks for a piece too many says how many are left", () => {
  expect(obstacleOfLine(line)).toBeUndefined();
  expect(obstacleOfLine({ ...line, quantity: "6", orderable: false })).toEqual({
    what: "quantity",
    remaining: "5",
  });
  expect(obstacleOfLine({ ...line, quantity: "0.5", orderable: false })).toEqual({ what: "other" });
});
