import { afterEach, expect, test, vi } from "vitest";
import { setLanguage } from "../lib/preferences";
import { filled, sentenceOfCode } from "./faults";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a code is told in the interface's language", () => {
  vi.stubGlobal("document", { documentElement: { lang: "", dataset: {} } });
  setLanguage("de");
  const german = sentenceOfCode("access.same-person");
  setLanguage("en");
  expect(sentenceOfCode("access.same-person")).not.toBe(german);
});

test("a code that this page does not know yet is shown as it is", () => {
  expect(sentenceOfCode("moon.full")).toBe("moon.full");
});

test("slots take days and numbers as the interface writes them", () => {
  const sentence = "Am {day|day} sind nur {free|number} {unit} frei.";
  const params = { day: "2026-12-28", free: "1234.500", unit: "kW" };
  expect(filled(sentence, params, "de")).toBe("Am 28.12.2026 sind nur 1.234,5 kW frei.");
  expect(filled(sentence, params, "en")).toBe("Am 28 Dec 2026 sind nur 1,234.5 kW frei.");
  expect(filled(sentence, {}, "de")).toBe("Am  sind nur   frei.");
});

test("slots take text as it is and amounts as money", () => {
  const sentence = "Verfügbar sind {remaining|amount} für {item}.";
  const params = { remaining: "1234.50", item: "Monitor" };
  expect(filled(sentence, params, "de").replaceAll("\u00a0", " ")).toBe(
    "Verfügbar sind 1.234,50 € für Monitor.",
  );
});
