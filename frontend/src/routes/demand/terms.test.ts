import { expect, test } from "vitest";
import { parseSteps } from "./terms";

test("steps are read as they are written in German", () => {
  expect(parseSteps("100: 4,05 | 1.500: 3,9", "4.50", "de")).toEqual([
    { from: "100", price: "4.05" },
    { from: "1500", price: "3.90" },
  ]);
});

test.each([
  ["nothing", ""],
  ["no price", "100"],
  ["a price that does not fall", "100: 4,50"],
  ["a quantity that does not rise", "100: 4,05 | 100: 3,90"],
  ["three parts", "100: 4,05: 3"],
  ["words", "viele: billig"],
])("%s is no step", (_, typed) => {
  expect(parseSteps(typed, "4.50", "de")).toBeNull();
});
