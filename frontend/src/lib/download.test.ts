import { expect, test } from "vitest";
import { fileName } from "./download";

test.each([
  ["Ute Behrens", "ute-behrens"],
  ["Jürgen Groß / Söhne", "jurgen-gross-sohne"],
  ["../../etc", "etc"],
  ["VV-2026-0003", "vv-2026-0003"],
])("%j becomes %j", (text, name) => {
  expect(fileName(text)).toBe(name);
});
