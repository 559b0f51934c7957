import { expect, test } from "vitest";
import {
  berlinInstant,
  berlinParts,
  editDate,
  exampleDay,
  formatDate,
  formatDayOf,
  formatDistance,
  formatInstant,
  formatSpan,
  monthEnds,
  monthOf,
  parseDate,
  parseTime,
} from "./date";

test("a contract day does not move with the reader's time zone", () => {
  expect(formatDate("2026-11-21", "de")).toBe("21.11.2026");
  expect(formatDate("2026-11-21", "en")).toBe("21 Nov 2026");
});

test("an instant is shown in German time, summer and winter", () => {
  expect(formatInstant("2026-07-01T10:00:00Z", "de")).toBe("01.07.2026, 12:00 Uhr");
  expect(formatInstant("2026-12-01T23:30:00Z", "de")).toBe("02.12.2026, 00:30 Uhr");
  expect(formatInstant("2026-12-01T23:30:00Z", "en")).toBe("2 Dec 2026, 00:30");
});

test("the day of an instant is the one of German calendars", () => {
  expect(formatDayOf("2026-12-01T23:30:00Z", "de")).toBe("02.12.2026");
  expect(formatDayOf("2026-12-01T22:30:00Z", "en")).toBe("1 Dec 2026");
  expect(formatDayOf("some day", "de")).toBe("some day");
});

test("a distance is told in words", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  expect(formatDistance("2026-11-24T13:00:00Z", now, "de")).toBe("in 3 Tagen");
  expect(formatDistance("2026-11-21T10:00:00Z", now, "en")).toBe("2 hours ago");
});

test.each([
  ["3.4.2027", "2027-04-03"],
  ["03/04/2027", "2027-04-03"],
  ["2027-04-03", "2027-04-03"],
  ["29.2.2028", "2028-02-29"],
])("the typed day %s is %s", (typed, day) => {
  expect(parseDate(typed)).toBe(day);
});

test.each(["29.2.2027", "31.4.2027", "0.1.2027", "1.13.2027", "1.1.27", "morgen", "1.1.0001"])(
  "the day %s does not exist",
  (typed) => {
    expect(parseDate(typed)).toBeNull();
  },
);

test("an edited day reads back as itself", () => {
  expect(parseDate(editDate("2026-02-01", "de"))).toBe("2026-02-01");
  expect(parseDate(editDate("2026-02-01", "en"))).toBe("2026-02-01");
});

test("times of day", () => {
  expect(parseTime("9:30")).toBe("09:30");
  expect(parseTime("9 Uhr")).toBe("09:00");
  expect(parseTime("24:00")).toBeNull();
  expect(parseTime("9:5")).toBeNull();
});

test("a German time becomes the instant it names", () => {
  expect(berlinInstant("2026-07-01", "12:00")).toEqual({ instant: "2026-07-01T10:00:00Z" });
  expect(berlinInstant("2026-12-01", "12:00")).toEqual({ instant: "2026-12-01T11:00:00Z" });
});

test("an hour that the clock skips is refused", () => {
  expect(berlinInstant("2027-03-28", "02:30")).toEqual({ fault: "nonexistent" });
  expect(berlinInstant("2027-03-28", "01:59")).toEqual({ instant: "2027-03-28T00:59:00Z" });
  expect(berlinInstant("2027-03-28", "03:00")).toEqual({ instant: "2027-03-28T01:00:00Z" });
});

test("an hour that comes twice is refused", () => {
  expect(berlinInstant("2026-10-25", "02:30")).toEqual({ fault: "ambiguous" });
  expect(berlinInstant("2026-10-25", "03:00")).toEqual({ instant: "2026-10-25T02:00:00Z" });
});

test("an instant reads back as the German day and time", () => {
  expect(berlinParts("2026-12-31T23:30:00Z")).toEqual({ day: "2027-01-01", time: "00:30" });
});

test("a month has its first and last day, over years and in leap years", () => {
  expect(monthOf("2026-11-21")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
  expect(monthOf("2026-01-15", -1)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  expect(monthOf("2028-01-31", 1)).toEqual({ from: "2028-02-01", to: "2028-02-29" });
});

test("several months are closed one after the other, the last one through the day that is wanted", () => {
  expect(monthEnds("2026-01-01", "2026-03-31")).toEqual(["2026-01-31", "2026-02-28", "2026-03-31"]);
  expect(monthEnds("2026-01-01", "2026-02-15")).toEqual(["2026-01-31", "2026-02-15"]);
  expect(monthEnds("2026-03-10", "2026-03-31")).toEqual(["2026-03-31"]);
  expect(monthEnds("2026-04-01", "2026-03-31")).toEqual([]);
});

test("days that are a month are named by it", () => {
  expect(formatSpan("2026-03-01", "2026-03-31", "de")).toBe("März 2026");
  expect(formatSpan("2026-03-01", "2026-03-30", "de")).toBe("01.03.2026 – 30.03.2026");
  expect(formatSpan("2026-03-05", "2026-03-05", "en")).toBe("5 Mar 2026");
});

test("the day to show how one is written lies ahead, also across the end of a year and in February", () => {
  expect(exampleDay("2026-11-22")).toBe("2026-12-31");
  expect(exampleDay("2026-12-31")).toBe("2027-01-31");
  expect(exampleDay("2027-01-31")).toBe("2027-02-28");
});
