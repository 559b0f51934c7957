import { berlinParts, editDate } from "../src/lib/date";

/** A day before or after today in German digits, as the calendar shows it in Germany. */
export const inDays = (distance: number) => editDate(dayIn(distance), "de");

/** The same day as the programming interface writes it. */
export function dayIn(distance: number): string {
  const instant = new Date(Date.now() + distance * 86_400_000);
  return berlinParts(instant.toISOString()).day;
}

/** The instant at which a day begins in Berlin. */
export function midnightOf(day: string): string {
  const zone = new Intl.DateTimeFormat("en", { timeZone: "Europe/Berlin", timeZoneName: "longOffset" });
  const offset = zone.formatToParts(new Date(`${day}T00:00:00Z`)).find(({ type }) => type === "timeZoneName");
  return `${day}T00:00:00${offset?.value.slice("GMT".length) ?? ""}`;
}
