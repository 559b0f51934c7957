import { berlinParts, editDate } from "../src/lib/date";

/** A day before or after today in German digits, as the calendar shows it in Germany. */
export const inDays = (distance: number) => editDate(dayIn(distance), "de");

/** The same day as the programming interface writes it. */
export function dayIn(distance: number): string {
  const instant = new Date(Date.now() + distance * 86_400_000);
  return berlinParts(instant.toISOString()).day;
}
