import { parseDate } from "../lib/date";

/** A period as it stands in an address. */
export interface PeriodSearch {
  from?: string;
  to?: string;
}

/** A period out of an address; what is no day is left out. */
export function periodSearch(search: Record<string, unknown>): PeriodSearch {
  return { ...daySearch("from", search.from), ...daySearch("to", search.to) };
}

/** A day out of an address under its name, or nothing. */
export function daySearch<Name extends string>(name: Name, value: unknown): { [N in Name]?: string } {
  return typeof value === "string" && parseDate(value) === value ? named(name, value) : {};
}

/** An object's id out of an address under its name, or nothing. */
export function idSearch<Name extends string>(name: Name, value: unknown): { [N in Name]?: string } {
  return typeof value === "string" && /^[0-9a-f-]{36}$/.test(value) ? named(name, value) : {};
}

function named<Name extends string>(name: Name, value: string): { [N in Name]?: string } {
  return { [name]: value } as { [N in Name]?: string }; // a computed name has no type of its own
}
