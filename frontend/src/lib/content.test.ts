import { expect, test } from "vitest";
import { type Binding, contentOf, isAnswer, newNonce, type Offer } from "./content";

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const binding: Binding = { tender: id(1), bidder: id(2), bid: id(4) };
const nonce = "ab".repeat(32);
const head = (kind: string) =>
  `{"format":2,"kind":"${kind}","tender":"${id(1)}","bidder":"${id(2)}","bid":"${id(4)}","nonce":"${nonce}",`;
const prices = (of: Record<string, string>): Offer => ({ kind: "price", prices: of });
const answers = (of: Record<string, string>): Offer => ({ kind: "quality", answers: of });
const textOf = (offer: Offer) => new TextDecoder().decode(contentOf(binding, offer, nonce));

test("a content is the JSON of the decision, to the byte, and spaces behind it", () => {
  expect(textOf(prices({ [id(3)]: "389.90" }))).toBe(
    `${head("price")}"prices":{"${id(3)}":"389.90"}}`.padEnd(4096, " "),
  );
  expect(textOf(answers({ [id(5)]: 'Holz "FSC" & <b>,\n\tC:\\x \u2028\u2029' }))).toBe(
    `${head("quality")}"answers":{"${id(5)}":"Holz \\"FSC\\" & <b>,\\n\\tC:\\\\x \u2028\u2029"}}`.padEnd(
      4092,
      " ",
    ),
  );
});

test("prices stand in the order of their ids and are written in one way", () => {
  expect(textOf(prices({ [id(9)]: "1", [id(10)]: "2.000100", [id(8)]: "003.5", [id(7)]: "0.0" }))).toContain(
    `"prices":{"${id(7)}":"0.00","${id(8)}":"3.50","${id(9)}":"1.00","${id(10)}":"2.0001"}}`,
  );
});

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [id(n + 100), "1.5"]));

test("the length is the next step and no other, however many prices there are", () => {
  for (const count of [1, 2, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 250, 300, 1200, 5000, 20_000]) {
    const content = contentOf(binding, prices(many(count)), nonce);
    const json = new TextDecoder().decode(content).trimEnd().length;
    const next = [4096, 16_384, 65_536, 262_144, 1_048_576].find((step) => step >= json);
    expect(content.length, `with ${count} prices`).toBe(next);
  }
});

test("the step is counted in bytes", () => {
  expect(contentOf(binding, answers({ [id(5)]: "ü".repeat(2000) }), nonce).length).toBe(16_384);
});

test("more than the largest step is refused", () => {
  expect(() => contentOf(binding, prices(many(25_000)), nonce)).toThrow("too much");
});

test.each<[string, Partial<Binding>, Offer]>([
  ["a number with a comma", {}, prices({ [id(3)]: "389,90" })],
  ["a price finer than six places", {}, prices({ [id(3)]: "1.0000001" })],
  ["a negative price", {}, prices({ [id(3)]: "-1" })],
  ["no price", {}, prices({})],
  ["an item that is no id", {}, prices({ x: "1" })],
  ["a tender in upper case", { tender: id(1).replace("7000", "7A00") }, prices({ [id(3)]: "1" })],
  ["no bidder", { bidder: "" }, prices({ [id(3)]: "1" })],
  ["no bid", { bid: "" }, prices({ [id(3)]: "1" })],
  ["no answer", {}, answers({})],
  ["an empty answer", {}, answers({ [id(5)]: "" })],
  ["an answer with a control character", {}, answers({ [id(5)]: "a\rb" })],
])("%s is no bid", (_, change, offer) => {
  expect(() => contentOf({ ...binding, ...change }, offer, nonce)).toThrow();
});

test.each<[string, boolean]>([
  ["", false],
  ["a", true],
  ["Zeile\n\tZeile", true],
  ["a\rb", false],
  ["a\u0000b", false],
  ["a\u0085b", false],
  ["a\ud83cb", false],
  ["\u{1F333}", true],
  ["\u2028", true],
  ["\u{1F333}".repeat(20_000), true],
  ["ü".repeat(20_001), false],
])("an answer has one to twenty thousand characters: %j", (text, expected) => {
  expect(isAnswer(text)).toBe(expected);
});

test("each nonce is another one, of 64 digits", () => {
  const nonces = new Set(Array.from({ length: 100 }, newNonce));
  expect(nonces.size).toBe(100);
  expect([...nonces].every((text) => /^[0-9a-f]{64}$/.test(text))).toBe(true);
});
