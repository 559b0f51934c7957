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

test("slots take text as it is and amounts as money", () => {
  const sentence = "Verfügbar sind {remaining|amount} für {item}.";
  const params = { remaining: "1234.50", item: "Monitor" };
  expect(filled(sentence, params, "de").replaceAll("\u00a0", " ")).toBe(
    "Verfügbar sind 1.234,50 € für Monitor.",
  );
});
