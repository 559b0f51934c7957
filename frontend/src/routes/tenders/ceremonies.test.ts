import { expect, test } from "vitest";
import { openingSteps, partOf, stepOfOpening } from "./ceremonies";

const one = { envelopes: ["price"] as ["price"] };
const two = { envelopes: ["quality", "price"] as ["quality", "price"] };

test("a single envelope is the whole bid; of two each is opened by itself", () => {
  expect(partOf(one, "price")).toBe("all");
  expect(partOf(two, "price")).toBe("price");
  expect(partOf(two, "quality")).toBe("quality");
});

test.each([
  [one, "before-deadline", "price", "deadline"],
  [one, "first", "price", "all"],
  [one, "more", "price", "all"],
  [one, "done", "price", "done"],
  [two, "second", "quality", "quality"],
  [two, "scores-not-locked", "price", "scores"],
  [two, "first", "price", "price"],
  [two, "done", "price", "done"],
] as const)("the stepper of %j in phase %s of %s stands at %s", (tender, phase, kind, step) => {
  expect(stepOfOpening({ ...tender, envelopes: [...tender.envelopes] }, { phase, kind })).toBe(step);
  expect(openingSteps({ envelopes: [...tender.envelopes] })).toContain(step);
});
