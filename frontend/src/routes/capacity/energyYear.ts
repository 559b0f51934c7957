import { today } from "../../lib/date";

/** The last calendar year that is over: the one to be reported. */
export function lastYear(): number {
  return Number(today().slice(0, 4)) - 1;
}

/** The year of an address, or none that is no year. */
export function energyYear(search: Record<string, unknown>): { year?: number } {
  const year = Number(search.year);
  return Number.isInteger(year) && year >= 2000 && year <= 2199 ? { year } : {};
}
