import { expect, test } from "vitest";
import { isOwnPath } from "./next";

test.each(["/", "/call-offs?state=placed", "/tenders/0193"])("%s is a path of this service", (path) => {
  expect(isOwnPath(path)).toBe(true);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "",
  5,
  undefined,
])("%j leads elsewhere", (path) => {
  expect(isOwnPath(path)).toBe(false);
});
