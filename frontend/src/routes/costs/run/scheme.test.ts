import { expect, test } from "vitest";
import type { Scheme } from "../../../api/cost-pools";
import {
  emptyScheme,
  faultsOf,
  formOf,
  hinders,
  placeOf,
  type SchemeForm,
  schemeOf,
  unnamedIn,
} from "./scheme";

const members = ["a", "b", "c"];
const form = (change: Partial<SchemeForm>): SchemeForm => ({ ...emptyScheme, ...change });

test("one radio choice is a whole scheme", () => {
  const simple = form({ key: "inhabitants" });
  expect(faultsOf(simple, members)).toEqual({});
  expect(schemeOf(simple, members)).toEqual({ parts: [{ key: "inhabitants", percent: "100" }] });
});

test("a mix has its percentages, which sum to a hundred exactly", () => {
  const mix = (second: string) =>
    form({
      key: "mix",
      parts: [
        { key: "equal", percent: "33.333333" },
        { key: "inhabitants", percent: second },
      ],
    });
  expect(faultsOf(mix("66.666667"), members)).toEqual({});
  expect(faultsOf(mix("66.666666"), members)).toEqual({ parts: "percent-sum" });
  expect(schemeOf(mix("66.666667"), members).parts[1]).toEqual({ key: "inhabitants", percent: "66.666667" });
});

test("a key twice, none, and no percentage are told at their rows", () => {
  const faults = faultsOf(
    form({
      key: "mix",
      parts: [
        { key: "equal", percent: "50" },
        { key: "equal", percent: "x" },
        { key: "", percent: "50" },
      ],
    }),
    members,
  );
  expect(faults).toEqual({
    "parts.1.key": "key-twice",
    "parts.1.percent": "percent-invalid",
    "parts.2.key": "key-missing",
  });
});

test("only what is special about members is sent, but then for all of them", () => {
  const bounded = form({ key: "equal", rows: { b: { cap: "100.00" } } });
  expect(schemeOf(bounded, members).participants).toEqual([
    { memberId: "a" },
    { memberId: "b", cap: "100.00" },
    { memberId: "c" },
  ]);
  const without = form({ key: "equal", rows: { c: { absent: true } } });
  expect(schemeOf(without, members).participants).toEqual([{ memberId: "a" }, { memberId: "b" }]);
});

test("typed weights need a source before they are kept, but not to be previewed", () => {
  const fixed = form({ key: "fixed", rows: { a: { weight: "2" }, b: { weight: "1.5" } } });
  const faults = faultsOf(fixed, members);
  expect(faults).toEqual({ weightSource: "source-missing" });
  expect(hinders(faults)).toBe(false);
  expect(schemeOf(fixed, members).participants?.map(({ weight }) => weight)).toEqual(["2", "1.5", "0"]);
  expect(faultsOf(form({ key: "fixed" }), members)).toMatchObject({ rows: "no-weight" });
});

test("what is switched off is not sent, and its faults do not count", () => {
  const off = form({ key: "equal", rows: { a: { weight: "x", from: "y", group: "Nord" } } });
  expect(faultsOf(off, members)).toEqual({});
  expect(schemeOf(off, members)).toEqual({ parts: [{ key: "equal", percent: "100" }] });
});

test("groups are known by name, and every member that shares stands in one", () => {
  const grouped = form({
    key: "equal",
    groups: [
      { name: "Nord", weight: "2" },
      { name: "Nord", weight: "" },
    ],
    rows: { a: { group: "Nord" }, b: { group: "West" } },
  });
  expect(faultsOf(grouped, members)).toEqual({
    "groups.1.name": "name-twice",
    "groups.1.weight": "weight-invalid",
    "rows.b.group": "group-unknown",
    rows: "group-missing",
  });
});

test("bounds and days that contradict themselves are told at the second of them", () => {
  const faults = faultsOf(
    form({
      key: "equal",
      days: "member-days",
      rows: {
        a: { floor: "20.00", cap: "10.00" },
        b: { from: "2026-03-31", to: "2026-03-01" },
        c: { to: "31.2." },
      },
    }),
    members,
  );
  expect(faults).toEqual({
    "rows.a.cap": "bounds-crossed",
    "rows.b.to": "reversed",
    "rows.c.to": "date-invalid",
  });
});

test("a scheme survives being edited and kept again", () => {
  const scheme: Scheme = {
    parts: [
      { key: "equal", percent: "30" },
      { key: "metered", percent: "70" },
    ],
    base: "50.00",
    days: "day-slices",
    weightSource: "Zähler",
    weightAsOf: "2026-03-31",
    participants: [
      { memberId: "a", weight: "3", group: "Nord", floor: "1.00" },
      { memberId: "c", weight: "4", group: "Süd", from: "2026-03-15" },
    ],
    groups: [
      { name: "Nord", weight: "0" },
      { name: "Süd", weight: "0" },
    ],
    services: [{ name: "Netz", own: "100.00", use: [{ to: "Nord", percent: "60" }] }],
    serviceMethod: "step-down",
    rounding: "per-stage",
  };
  const edited = formOf(scheme, members);
  expect(faultsOf(edited, members)).toEqual({});
  expect(schemeOf(edited, members)).toEqual(scheme);
});

test("who joined after the last scheme is known by not being named in it", () => {
  const parts = [{ key: "equal" as const, percent: "100" }];
  expect(unnamedIn({ parts, participants: [{ memberId: "a" }, { memberId: "c" }] }, members)).toEqual(["b"]);
  expect(unnamedIn({ parts }, members)).toEqual([]);
  expect(unnamedIn(undefined, members)).toEqual([]);
});

test("the server's field is found again in the form", () => {
  const sent = schemeOf(form({ key: "equal", rows: { a: { absent: true }, c: { cap: "1.00" } } }), members);
  expect(placeOf("scheme.participants.1.cap", sent)).toBe("rows.c.cap");
  expect(placeOf("scheme.parts.0.percent", sent)).toBe("parts.0.percent");
  expect(placeOf("from", sent)).toBe("from");
});
