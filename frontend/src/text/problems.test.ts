import { afterEach, expect, test, vi } from "vitest";
import { Problem } from "../api/problem";
import { setLanguage } from "../lib/preferences";
import { filled, refusalOf, sentenceOf } from "./problems";

afterEach(() => {
  vi.unstubAllGlobals();
});

const problem = new Problem({
  type: "/problems/access.same-person",
  title: "Another person has to do this.",
  status: 403,
  code: "access.same-person",
  rule: "D-1",
  field: "approver",
});

/** The part of a document that a change of language touches. */
function withDocument() {
  vi.stubGlobal("document", { documentElement: { lang: "", dataset: {} } });
}

test("a problem is told in the interface's language, whatever the server's title says", () => {
  withDocument();
  setLanguage("de");
  const german = sentenceOf(problem);
  setLanguage("en");
  expect(sentenceOf(problem)).not.toBe(german);
});

test("slots take text as it is and amounts as money", () => {
  const sentence = "Verfügbar sind {remaining|amount} für {item}.";
  const params = { remaining: "1234.50", item: "Monitor" };
  expect(filled(sentence, params, "de").replaceAll("\u00a0", " ")).toBe(
    "Verfügbar sind 1.234,50 € für Monitor.",
  );
});

test("a code that this page does not know yet is told by the server's title", () => {
  const newer = new Problem({ type: "", title: "The moon is full.", status: 409, code: "internal" });
  Object.assign(newer, { code: "moon.full" });
  expect(sentenceOf(newer)).toBe("The moon is full.");
});

test("a refusal names the field and the rule", async () => {
  expect(await refusalOf(Promise.reject(problem))).toMatchObject({ field: "approver", rule: "D-1" });
  expect(await refusalOf(Promise.resolve("done"))).toBeUndefined();
});

test("what is no refusal goes on as an error", async () => {
  await expect(refusalOf(Promise.reject(new TypeError("a mistake of ours")))).rejects.toThrow(TypeError);
});
