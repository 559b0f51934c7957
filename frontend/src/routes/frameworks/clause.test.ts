import { expect, test } from "vitest";
import type { PriceIndex } from "../../api/prices";
import { agreedClause, type ClauseValues, isOne, valueIn, weightsSum } from "./clause";

const part = (index: string, weight: string) => ({ key: index, index, weight });

test.each([
  ["0.4", ["0.6"], true],
  ["0.40", ["0.35", "0.250"], true],
  ["0.4", ["0.599999"], false],
  ["0", ["1"], true],
  ["0.4", ["0.7"], false],
])("a fixed part of %s with weights of %s comes to one: %s", (fixedPart, weights, one) => {
  const parts = weights.map((weight, index) => part(String(index), weight));
  expect(isOne(weightsSum({ fixedPart, parts }))).toBe(one);
});

test("what is no number comes to nothing", () => {
  expect(weightsSum({ fixedPart: "", parts: [part("i", "0.6")] })).toBeNull();
  expect(weightsSum({ fixedPart: "0.4", parts: [part("i", "x")] })).toBeNull();
});

test("the value of a month is found by any of its days", () => {
  const index = { values: [{ month: "2026-05-01", value: "104.2" }] } as PriceIndex;
  expect(valueIn(index, "2026-05-31")).toBe("104.2");
  expect(valueIn(index, "2026-06-01")).toBeUndefined();
});

test("bounds that are empty are not sent", () => {
  const values: ClauseValues = {
    category: "",
    baseMonth: "2026-05-01",
    fixedPart: "0.4",
    parts: [part("i", "0.6")],
    triggerPercent: "2",
    intervalMonths: "3",
    cap: "8",
    floor: "",
    stepCap: "",
    stepFloor: "",
    ground: " Vertrag § 7 ",
  };
  expect(agreedClause(values)).toEqual({
    baseMonth: "2026-05-01",
    fixedPart: "0.4",
    parts: [{ indexId: "i", weight: "0.6" }],
    triggerPercent: "2",
    intervalMonths: 3,
    cap: "8",
    ground: "Vertrag § 7",
  });
});
