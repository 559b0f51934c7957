import { afterEach, expect, test, vi } from "vitest";
import { Problem, unreachable } from "../api/problem";
import { setLanguage } from "../lib/preferences";
import { refusalOf, sentenceOf } from "./problems";

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

test("a refusal is told in the server's words", () => {
  expect(sentenceOf(problem)).toBe("Another person has to do this.");
});

test("what kept the server from answering is told in ours", () => {
  vi.stubGlobal("document", { documentElement: { lang: "", dataset: {} } });
  setLanguage("de");
  expect(sentenceOf(unreachable())).toContain("nicht zu erreichen");
});

test("a refusal names the field and the rule", async () => {
  expect(await refusalOf(Promise.reject(problem))).toMatchObject({ field: "approver", rule: "D-1" });
  expect(await refusalOf(Promise.resolve("done"))).toBeUndefined();
});

test("what is no refusal goes on as an error", async () => {
  await expect(refusalOf(Promise.reject(new TypeError("a mistake of ours")))).rejects.toThrow(TypeError);
});
