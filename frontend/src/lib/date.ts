import { dateFormat } from "./formats";
import { type Language, locales, timeZone } from "./locale";

const dayMs = 86_400_000;

/** A contract day of the server ("2026-11-21") as people read it: "21.11.2026" or "21 Nov 2026". */
export function formatDate(day: string, language: Language): string {
  const instant = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(instant)) return day;
  return dateFormat("day", language, { ...dayStyle(language), timeZone: "UTC" }).format(instant);
}

/** An instant of the server (RFC 3339) in German time, to the minute: "21.11.2026, 12:00 Uhr". */
export function formatInstant(instant: string, language: Language): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return instant;
  const day = formatDayOf(instant, language);
  const time = dateFormat("time", language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(ms);
  return language === "de" ? `${day}, ${time} Uhr` : `${day}, ${time}`;
}

/** The day of an instant in German time: "21.11.2026". */
export function formatDayOf(instant: string, language: Language): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return instant;
  return dateFormat("day here", language, { ...dayStyle(language), timeZone }).format(ms);
}

function dayStyle(language: Language): Intl.DateTimeFormatOptions {
  if (language === "de") return { day: "2-digit", month: "2-digit", year: "numeric" };
  return { day: "numeric", month: "short", year: "numeric" };
}

/** How far an instant is from now in words: "in 3 Tagen", "vor 2 Stunden". */
export function formatDistance(instant: string, now: number, language: Language): string {
  const words = new Intl.RelativeTimeFormat(locales[language], { numeric: "auto" });
  const ms = Date.parse(instant) - now;
  const size = Math.abs(ms);
  if (size >= dayMs) return words.format(Math.trunc(ms / dayMs), "day");
  if (size >= 3_600_000) return words.format(Math.trunc(ms / 3_600_000), "hour");
  return words.format(Math.trunc(ms / 60_000), "minute");
}

/**
 * Reads a typed day ("3.4.2027", "03/04/2027" in English, "2027-04-03" in both) as "2027-04-03". A day that
 * the calendar does not have gives null.
 */
export function parseDate(typed: string): string | null {
  const text = typed.trim();
  const written = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = written ? [written[3], written[2], written[1]] : iso ? iso.slice(1) : [];
  if (!year || !month || !day || year < "1900") return null;
  const result = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const ms = Date.parse(`${result}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(result) ? result : null;
}

/** What stands in a date field while it is edited: "21.11.2026" or "21/11/2026". */
export function editDate(day: string, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return day;
  return [parts[3], parts[2], parts[1]].join(language === "de" ? "." : "/");
}

/** Reads a typed time of day ("9:30", "09.30", "9") as "09:30"; null if it is none. */
export function parseTime(typed: string): string | null {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?(?:\s*Uhr)?$/i.exec(typed.trim());
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? "0")];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Why a local time is no instant: the clock was put forward over it, or back and it happens twice. */
export type LocalTimeFault = "nonexistent" | "ambiguous";

/** The instant at which a German clock shows the day and the time, or why there is not exactly one. */
export function berlinInstant(day: string, time: string): { instant: string } | { fault: LocalTimeFault } {
  const found = [1, 2]
    .map((offset) => Date.parse(`${day}T${time}:00+0${offset}:00`))
    .filter((ms) => {
      const shown = berlinParts(new Date(ms).toISOString());
      return shown.day === day && shown.time === time;
    });
  const [only, second] = found;
  if (only === undefined) return { fault: "nonexistent" };
  if (second !== undefined) return { fault: "ambiguous" };
  return { instant: new Date(only).toISOString().replace(".000Z", "Z") };
}

/** What a German calendar and clock show at an instant: the day "2026-11-21" and the time "12:00". */
export function berlinParts(instant: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).formatToParts(Date.parse(instant));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return { day: `${of("year")}-${of("month")}-${of("day")}`, time: `${of("hour")}:${of("minute")}` };
}

/** The day that German calendars show now. */
export function today(): string {
  return berlinParts(new Date().toISOString()).day;
}

/**
 * The day to show how one is written: the last of next month, which lies ahead and can not be read with day and
 * month exchanged.
 */
export function exampleDay(now: string = today()): string {
  return monthOf(now, 1).to;
}

/** The first and the last day of the month that lies `offset` months from the one of a day. */
export function monthOf(day: string, offset = 0): { from: string; to: string } {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + offset, 1));
  const last = new Date(Date.UTC(year, month + offset, 0));
  return { from: isoDay(first), to: isoDay(last) };
}

/** The last days of the months from one day through another, the other day being the last of them. */
export function monthEnds(from: string, through: string): string[] {
  const ends: string[] = [];
  for (let { to } = monthOf(from); to < through; { to } = monthOf(to, 1)) ends.push(to);
  return from <= through ? [...ends, through] : [];
}

/** The month of a day in words: "März 2026". */
export function formatMonth(day: string, language: Language): string {
  return dateFormat("month", language, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(Date.parse(`${day}T00:00:00Z`));
}

/** Two days as people read them; a whole month by its name. */
export function formatSpan(from: string, to: string, language: Language): string {
  const month = monthOf(from);
  if (month.from === from && month.to === to) return formatMonth(from, language);
  if (from === to) return formatDate(from, language);
  return `${formatDate(from, language)} – ${formatDate(to, language)}`;
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A duration from 1 to 120 months, as it is typed. */
export const isDuration = (months: string) => /^([1-9]\d?|1[01]\d|120)$/.test(months.trim());
