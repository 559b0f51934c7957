import { isDecimal, parseDecimal } from "./decimal";
import { numberFormat } from "./formats";
import type { Language } from "./locale";

/** A quantity or a weight with grouping and at most nine places, without its unit: "12.500". Every digit is kept. */
export function formatNumber(value: string | number, language: Language): string {
  const text = String(value);
  if (!isDecimal(text)) return text;
  return numberFormat("number", language, { maximumFractionDigits: 9 }).format(
    text as Intl.StringNumericLiteral, // isDecimal holds
  );
}

/** A quantity with its unit, which is never left out: "12.500 Stück". The blank between them does not break. */
export function formatQuantity(value: string | number, unit: string, language: Language): string {
  return `${formatNumber(value, language)}\u00a0${unit}`;
}

/** A percentage given as a number from 0 to 100: "82,4 %". */
export function formatPercent(percent: number, language: Language): string {
  return numberFormat("percent", language, { style: "percent", maximumFractionDigits: 1 }).format(
    percent / 100,
  );
}

/** Reads a typed quantity of at least zero with at most `places` decimals as the server's text; null if it is none. */
export function parseQuantity(typed: string, language: Language, places = 0): string | null {
  const number = parseDecimal(typed, language, places);
  return number === null || number.startsWith("-") ? null : number;
}

/** Units of UN/ECE Recommendation 20 of which there is no part. */
const countable: ReadonlySet<string> = new Set(["H87", "C62", "EA", "SET", "XPP"]);

/** How many decimals a quantity of the unit may have. */
export function placesOf(unit: string): number {
  return countable.has(unit) ? 0 : 3;
}

/** A computation of the server ("1508 × 829.00 = 1250132.00") with its figures as the language writes them, every digit kept. */
export function formatFigures(computation: string, language: Language): string {
  return computation.replaceAll(/\d+(?:\.(\d+))?/g, (figure, fraction?: string) => {
    const places = fraction?.length ?? 0;
    return numberFormat(`figures ${places}`, language, {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    }).format(figure as Intl.StringNumericLiteral); // the pattern is one
  });
}

/** Whether a unit is one that people work by: the hour or the day. */
export function isTimed(unit: string): boolean {
  return unit === "HUR" || unit === "DAY";
}
