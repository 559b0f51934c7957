import { berlinParts, editDate } from "../src/lib/date";

/** A day before or after today in German digits, as the calendar shows it in Germany. */
export function inDays(distance: number): string {
  const instant = new Date(Date.now() + distance * 86_400_000);
  return editDate(berlinParts(instant.toISOString()).day, "de");
}
