import { expect, test } from "vitest";
import {
  differenceOf,
  editMoney,
  editPrice,
  formatMoney,
  formatPrice,
  opposite,
  parseMoney,
  parsePrice,
} from "./money";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  ["1234.50", "1.234,50 €", "€1,234.50"],
  ["0.00", "0,00 €", "€0.00"],
  ["-24000.00", "-24.000,00 €", "-€24,000.00"],
  ["9007199254740993.01", "9.007.199.254.740.993,01 €", "€9,007,199,254,740,993.01"],
])("an amount %s keeps every digit in both languages", (amount, de, en) => {
  expect(plain(formatMoney(amount, "de"))).toBe(de);
  expect(plain(formatMoney(amount, "en"))).toBe(en);
});

test("a unit price shows up to six places and at least two", () => {
  expect(plain(formatPrice("0.0125", "de"))).toBe("0,0125 €");
  expect(plain(formatPrice("389.9", "de"))).toBe("389,90 €");
  expect(plain(formatPrice("0.123456", "en"))).toBe("€0.123456");
});

test("what is no amount is shown as it came", () => {
  expect(formatMoney("n/a", "de")).toBe("n/a");
});

test.each([
  ["1.234,50", "1234.50"],
  ["1234,5", "1234.50"],
  ["1234", "1234.00"],
  ["1 234,50 €", "1234.50"],
  ["1.234", "1234.00"],
  ["12.5", "12.50"],
  ["-0,00", "0.00"],
  ["-3,10", "-3.10"],
  ["007", "7.00"],
])("German input %s means %s", (typed, amount) => {
  expect(parseMoney(typed, "de")).toBe(amount);
});

test.each(["", "abc", "1,234", "1.2345", "1,2,3", "1e5", "NaN", "1.23.456", "12345678901234"])(
  "German input %j is refused",
  (typed) => {
    expect(parseMoney(typed, "de")).toBeNull();
  },
);

test("English input reads the point as the decimal sign", () => {
  expect(parseMoney("1,234.50", "en")).toBe("1234.50");
  expect(parseMoney("1234.5", "en")).toBe("1234.50");
  expect(parseMoney("1.234", "en")).toBeNull();
});

test("an edited amount reads back as itself", () => {
  for (const language of ["de", "en"] as const) {
    for (const amount of ["0.00", "0.05", "999.99", "1234567.80"]) {
      expect(parseMoney(editMoney(amount, language), language)).toBe(amount);
    }
  }
});

test.each([
  ["389,9", "389.90"],
  ["0,004999", "0.004999"],
  ["1.234,5 €", "1234.50"],
  ["999999999", "999999999.00"],
])("German input %s is the price %s, and reads back as itself", (typed, price) => {
  expect(parsePrice(typed, "de")).toBe(price);
  expect(parsePrice(editPrice(price, "de"), "de")).toBe(price);
  expect(parsePrice(editPrice(price, "en"), "en")).toBe(price);
});

test.each(["", "-1", "0,0000001", "1000000000", "zwei"])("German input %j is no price", (typed) => {
  expect(parsePrice(typed, "de")).toBeNull();
});

test.each([
  ["1400.00", "1399.99", "0.01"],
  ["0.00", "0.07", "-0.07"],
  ["-12.00", "-13.50", "1.50"],
  ["90071992547409.93", "0.01", "90071992547409.92"],
])("%s is %s and %s, to the cent", (amount, from, difference) => {
  expect(differenceOf(amount, from)).toBe(difference);
});

test("the opposite of an amount has its sign turned, and of nought none", () => {
  expect(opposite("190.01")).toBe("-190.01");
  expect(opposite("-0.50")).toBe("0.50");
  expect(opposite("0.00")).toBe("0.00");
  expect(opposite("viel")).toBe("viel");
});
