import { expect, test } from "vitest";
import { pastedParticipants } from "./participants";
import type { ParticipationColumn } from "./scheme";

const target = {
  members: [
    { id: "g", name: "Göttingen, Stadt" },
    { id: "n", name: "Norderney, Stadt" },
    { id: "c", name: "Celle, Stadt" },
  ],
  columns: ["weight", "floor", "cap"] as ParticipationColumn[],
  heads: {
    weight: ["Gewicht", "Weight"],
    from: ["Von"],
    to: ["Bis"],
    floor: ["Mindestens", "At least"],
    cap: ["Höchstens", "At most"],
    group: ["Gruppe"],
  },
  language: "de" as const,
};
const at = { memberId: "g", column: "weight" as const };

test("rows that begin with a name go to that member, whatever their order", () => {
  const { rows, left } = pastedParticipants(
    [
      ["norderney,  Stadt", "1,5", "", "1.000,00"],
      ["Göttingen, Stadt", "2"],
      ["Bremen", "3"],
    ],
    target,
    at,
  );
  expect(rows).toEqual({ n: { weight: "1.5", cap: "1000.00" }, g: { weight: "2" } });
  expect(left).toBe(1);
});

test("a head line says which column is which, and an empty cell changes nothing", () => {
  const { rows } = pastedParticipants(
    [
      ["Mitglied", "Höchstens", "Einwohner", "Gewicht"],
      ["Celle, Stadt", "250", "69.540", ""],
    ],
    target,
    at,
  );
  expect(rows).toEqual({ c: { cap: "250.00" } });
});

test("figures alone go downwards from the cursor, and what reaches beyond the table is told", () => {
  const { rows, left } = pastedParticipants([["10", "20"], ["30"]], target, {
    memberId: "c",
    column: "floor",
  });
  expect(rows).toEqual({ c: { floor: "10.00", cap: "20.00" } });
  expect(left).toBe(1);
});

test("a head line over figures without names still tells the columns", () => {
  const { rows } = pastedParticipants([["At most"], ["7"], ["8"]], target, at);
  expect(rows).toEqual({ g: { cap: "7.00" }, n: { cap: "8.00" } });
});

test("what cannot be read stays as it is, for the field to refuse", () => {
  const { rows } = pastedParticipants([["Göttingen, Stadt", "viel"]], target, at);
  expect(rows).toEqual({ g: { weight: "viel" } });
});
