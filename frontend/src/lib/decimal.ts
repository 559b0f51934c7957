import type { Language } from "./locale";

/** What the interface of the server calls a number that must not lose a digit. */
const canonical = /^-?\d+(\.\d+)?$/;

/** Whether text is a plain decimal number as the server writes it. */
export function isDecimal(text: string): boolean {
  return canonical.test(text);
}

/**
 * Reads what a person typed as a decimal number and gives it in the server's form ("1234.5"), or null.
 * Groups of three may be separated as in the language or by blanks; with less than three digits behind it,
 * the other language's decimal sign is understood too ("12.5" in German), since it can mean nothing else.
 */
export function parseDecimal(typed: string, language: Language, maxFraction: number): string | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  const [group, point] = language === "de" ? [".", ","] : [",", "."];
  const plain = new RegExp(`^(-?)(\\d+)(?:\\${point}(\\d+))?$`).exec(text);
  const grouped = new RegExp(`^(-?)(\\d{1,3}(?:\\${group}\\d{3})+)(?:\\${point}(\\d+))?$`).exec(text);
  const foreign = new RegExp(`^(-?)(\\d+)\\${group}(\\d{1,2})$`).exec(text);
  const match = plain ?? grouped ?? foreign;
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > maxFraction) return null;
  const digits = whole.replaceAll(group, "").replace(/^0+(?=\d)/, "");
  if (digits.length > 13) return null;
  const number = fraction === "" ? digits : `${digits}.${fraction}`;
  return /^[0.]*$/.test(number) ? number : `${sign}${number}`;
}

/** The number as an integer of 10^-places; null for what is no number or has more places. */
export function scaled(text: string, places: number): bigint | null {
  if (!isDecimal(text)) return null;
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  if (fraction.length > places) return null;
  const size = BigInt(whole + fraction.padEnd(places, "0"));
  return text.startsWith("-") ? -size : size;
}

/** The sum of two quantities, exact; null if one of them is no number of at most nine places. Not for money. */
export function sumOf(a: string, b: string): string | null {
  const [left, right] = [scaled(a, 9), scaled(b, 9)];
  return left === null || right === null ? null : decimalOf(left + right, 9);
}

/** The product of two figures, exact; null if one of them is no number. Not for money. */
export function productOf(a: string, b: string): string | null {
  if (!isDecimal(a) || !isDecimal(b)) return null;
  const digits = (text: string) => BigInt(text.replace(".", ""));
  const places = (text: string) => text.split(".")[1]?.length ?? 0;
  return decimalOf(digits(a) * digits(b), places(a) + places(b));
}

/** So many of 10^-places as the server would write it. */
function decimalOf(count: bigint, places: number): string {
  const digits = String(count < 0n ? -count : count).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return `${count < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/** Negative, zero or positive as a is less than, equal to or greater than b. Both are the server's numbers. */
export function compareDecimals(a: string, b: string): number {
  const difference = (scaled(a, 9) ?? 0n) - (scaled(b, 9) ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * How much of whole the part is, in per cent to one place, rounded down so that a bar never looks full before
 * it is. For drawing only: amounts themselves are computed by the server.
 */
export function percentOf(part: string, whole: string): number {
  const [p, w] = [scaled(part, 9), scaled(whole, 9)];
  if (p === null || w === null || w <= 0n || p <= 0n) return 0;
  const tenths = (p * 1000n) / w;
  return Number(tenths > 1000n ? 1000n : tenths) / 10;
}
