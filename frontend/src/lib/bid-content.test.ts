import { expect, test } from "vitest";
import { contentOf, newNonce, type PriceSheet } from "./bid-content";

const item = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const sheet: PriceSheet = { tender: item(1), bidder: item(2), prices: { [item(3)]: "389.90" } };
const nonce = "ab".repeat(32);

test("the content is the JSON of the decision, to the byte, and spaces behind it", () => {
  const text = new TextDecoder().decode(contentOf(sheet, nonce));
  const json = `{"format":1,"tender":"${item(1)}","bidder":"${item(2)}","nonce":"${nonce}","prices":{"${item(3)}":"389.90"}}`;
  expect(text).toBe(json.padEnd(4096, " "));
});

test("prices stand in the order of their ids, however they were entered", () => {
  const prices = { [item(9)]: "1", [item(10)]: "2.000001", [item(8)]: "3" };
  const text = new TextDecoder().decode(contentOf({ ...sheet, prices }, nonce));
  expect(text).toContain(`"prices":{"${item(8)}":"3","${item(9)}":"1","${item(10)}":"2.000001"}}`);
});

const pricesOf = (count: number, price = "1.5") =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [item(n + 100), price]));

test("the length is the next step and no other, however many prices there are", () => {
  for (const count of [1, 2, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 250, 300, 1200, 5000, 20_000]) {
    const content = contentOf({ ...sheet, prices: pricesOf(count) }, nonce);
    const json = new TextDecoder().decode(content).trimEnd().length;
    const next = [4096, 16_384, 65_536, 262_144, 1_048_576].find((step) => step >= json);
    expect(content.length, `with ${count} prices`).toBe(next);
  }
});

test("more than the largest step is refused", () => {
  expect(() => contentOf({ ...sheet, prices: pricesOf(25_000) }, nonce)).toThrow("too many prices");
});

test.each([
  ["a number with a comma", { prices: { [item(3)]: "389,90" } }],
  ["a price finer than six places", { prices: { [item(3)]: "1.0000001" } }],
  ["a negative price", { prices: { [item(3)]: "-1" } }],
  ["no price", { prices: {} }],
  ["an item that is no id", { prices: { x: "1" } }],
  ["a tender in upper case", { tender: item(1).replace("7000", "7A00") }],
  ["no bidder", { bidder: "" }],
])("%s is no bid", (_, change) => {
  expect(() => contentOf({ ...sheet, ...change }, nonce)).toThrow();
});

test("each nonce is another one, of 64 digits", () => {
  const nonces = new Set(Array.from({ length: 100 }, newNonce));
  expect(nonces.size).toBe(100);
  expect([...nonces].every((text) => /^[0-9a-f]{64}$/.test(text))).toBe(true);
});
