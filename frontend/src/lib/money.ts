import { isDecimal, parseDecimal, scaled } from "./decimal";
import { numberFormat } from "./formats";
import type { Language } from "./locale";

/** Intl formats the digits of a text exactly; a number would pass through a float. */
function formatted(text: string, language: Language, maximumFractionDigits: number): string {
  if (!isDecimal(text)) return text;
  return numberFormat(`euro ${maximumFractionDigits}`, language, {
    style: "currency",
    currency: "EUR",
    minimumFractionDigits: 2,
    maximumFractionDigits,
  }).format(text as Intl.StringNumericLiteral); // isDecimal holds
}

/** An amount of the server ("1234.50") as people read it: "1.234,50 €". Every digit is kept. */
export function formatMoney(amount: string, language: Language): string {
  return formatted(amount, language, 2);
}

/** A unit price, which may have up to six places: "0.0125" is "0,0125 €". */
export function formatPrice(price: string, language: Language): string {
  return formatted(price, language, 6);
}

/** What stands in a field while it is edited: "1.234,50", without the sign of the currency. */
export function editMoney(amount: string, language: Language): string {
  return edited(amount, language, 2);
}

/** editMoney for a unit price: "0,0125" keeps its places. */
export function editPrice(price: string, language: Language): string {
  return edited(price, language, 6);
}

function edited(text: string, language: Language, maximumFractionDigits: number): string {
  if (!isDecimal(text)) return text;
  return numberFormat(`amount ${maximumFractionDigits}`, language, {
    minimumFractionDigits: 2,
    maximumFractionDigits,
  }).format(text as Intl.StringNumericLiteral); // isDecimal holds
}

/** Reads a typed amount ("1.234,5", "1234,50 €") as the server's text ("1234.50"); null if it is none. */
export function parseMoney(typed: string, language: Language): string | null {
  return withCents(parseDecimal(bare(typed), language, 2));
}

/** Reads a typed unit price ("0,0125") as the server's text; null if it is none, or negative. */
export function parsePrice(typed: string, language: Language): string | null {
  const number = withCents(parseDecimal(bare(typed), language, 6));
  return number !== null && /^\d{1,9}\./.test(number) ? number : null;
}

/** How much more the first amount of the server is than the second, to the cent; null if one is no amount. */
export function differenceOf(amount: string, from: string): string | null {
  const [a, b] = [scaled(amount, 2), scaled(from, 2)];
  return a === null || b === null ? null : ofCents(a - b);
}

/** The amount with the opposite sign. */
export function opposite(amount: string): string {
  return differenceOf("0.00", amount) ?? amount;
}

function ofCents(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function bare(typed: string): string {
  return typed.replace(/(€|EUR)\s*$/i, "");
}

function withCents(number: string | null): string | null {
  if (number === null) return null;
  const [whole = "0", fraction = ""] = number.split(".");
  return `${whole}.${fraction.padEnd(2, "0")}`;
}
