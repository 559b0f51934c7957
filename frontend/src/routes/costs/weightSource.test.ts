import { expect, test } from "vitest";
import { runsText } from "../../text/runs";
import { weightSource } from "./weightSource";

test.each([
  ["equal 2026-11-21", "gleiche Teile, Stand 2026-11-21"],
  ["population 2024 2026-11-21", "Einwohner 2024, gelesen am 2026-11-21"],
  ["population 2026-11-21", "Einwohner, gelesen am 2026-11-21"],
  [
    `demand-round BR-2026-0001 sha256:${"a".repeat(64)} 2026-10-01`,
    "Bedarfsrunde BR-2026-0001, eingefroren am 2026-10-01",
  ],
  ["call-offs RV-2026-0001 RV-2026-0002 2026-11-21", "Abrufe aus RV-2026-0001 RV-2026-0002 bis 2026-11-21"],
  ["metered 2026-11-21", "Messwerte, Stand 2026-11-21"],
  ["fixed Arbeitsplätze im Haus 2026-11-21", "Arbeitsplätze im Haus, Stand 2026-11-21"],
  ["none 2026-11-21", "trägt seit 2026-11-21 nicht mehr mit"],
  ["mix 2026-11-21", "Mischung, Stand 2026-11-21"],
  ["metered-use 2026-11-21", "metered-use 2026-11-21"],
  ["", ""],
])("%s", (source, words) => {
  expect(weightSource(source, runsText.de.sources, (day) => day)).toBe(words);
});
