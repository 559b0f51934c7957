import { type Language, locales } from "./locale";

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A format for numbers, made once: making one takes longer than formatting a whole column with it. */
export function numberFormat(
  name: string,
  language: Language,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const key = `${name} ${language}`;
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(locales[language], options);
  numberFormats.set(key, known);
  return known;
}

/** A format for days and instants, made once. */
export function dateFormat(
  name: string,
  language: Language,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${name} ${language}`;
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  dateFormats.set(key, known);
  return known;
}
