import type { Framework } from "../../api/frameworks";

/** How long a contract may last without a justification (VgV 21(6)). The server decides; this shows what is left. */
export const longestMonths = 48;

/** The day so many months later; in a shorter month its last day. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return isoDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

/** The day after, or so many days after. */
function daysLater(day: string, days: number): string {
  return isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));
}

/** The last day of a contract that is extended by so many months. */
export function extendedTo(lastDay: string, months: number): string {
  return daysLater(monthsLater(daysLater(lastDay, 1), months), -1);
}

/** How many whole months lie from a first day through a last one. */
export function wholeMonths(first: string, last: string): number {
  let months = 0;
  while (daysLater(monthsLater(first, months + 1), -1) <= last) months++;
  return months;
}

/** The next option of a contract, and its place. */
export function nextOption(
  framework: Pick<Framework, "options">,
): { place: number; months: number } | undefined {
  const place = framework.options.findIndex(({ usedAt }) => !usedAt);
  const option = framework.options[place];
  return option && { place, months: option.months };
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
