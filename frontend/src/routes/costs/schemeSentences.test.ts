import { expect, test } from "vitest";
import { runsText } from "../../text/runs";
import { schemeSentences } from "./schemeSentences";

const format = {
  money: (amount: string) => `${amount} €`,
  number: (value: string) => value,
  percent: (percent: number) => `${percent} %`,
  date: (day: string) => day,
};

test("one key is one sentence", () => {
  const scheme = { parts: [{ key: "inhabitants", percent: "100" } as const] };
  expect(schemeSentences(scheme, runsText.de.scheme, format)).toEqual(["Nach Einwohnern."]);
});

test("everything that bends the key is told", () => {
  const scheme = {
    parts: [{ key: "equal", percent: "30" } as const, { key: "metered", percent: "70" } as const],
    base: "50.00",
    days: "member-days" as const,
    weightSource: "Zähler",
    weightAsOf: "2026-03-31",
    groups: [{ name: "Nord", weight: "2" }],
    rounding: "per-stage" as const,
    participants: [
      { memberId: "a", floor: "1.00" },
      { memberId: "b", cap: "9.00", floor: "1.00" },
    ],
  };
  expect(schemeSentences(scheme, runsText.de.scheme, format)).toEqual([
    "30 % zu gleichen Teilen, 70 % nach gemessenem Verbrauch.",
    "Vorab trägt jedes Mitglied 50.00 €.",
    "Erste Stufe über Gruppen: Nord (Gewicht 2).",
    "Gerundet wird auf jeder Stufe.",
    "Teilnahmetage zählen als Mitgliedstage: Gewicht mal Tage.",
    "Untergrenzen für 2 Mitglieder, Obergrenzen für 1 Mitglied.",
    "Gewichte: Zähler, Stand 2026-03-31.",
  ]);
});
