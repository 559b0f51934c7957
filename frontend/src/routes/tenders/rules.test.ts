import { describe, expect, it } from "vitest";
import type { EvaluationRules } from "../../api/tenders";
import {
  type CriterionValues,
  evaluationRules,
  hasParts,
  newRules,
  partsOf,
  ruleField,
  rulesOf,
  weightsOf,
} from "./rules";

const row = (depth: number, name: string, weight: string, more?: Partial<CriterionValues>) => ({
  key: name,
  depth,
  name,
  weight,
  scale: "",
  least: "",
  ...more,
});

/** Technik (70 %: Leistung 60, Energie 40) and Betrieb (30 %). */
const tree = [
  row(0, "Technik", "70"),
  row(1, "Leistung", "60", { scale: "400", least: "100" }),
  row(1, "Energie", "40", { scale: "10" }),
  row(0, "Betrieb", "30", { scale: "5" }),
];

const low = { next: "20", mean: "40" };
const criteria = [
  {
    name: "Technik",
    weight: "70",
    parts: [
      { name: "Leistung", weight: "60", scale: "400", least: "100" },
      { name: "Energie", weight: "40", scale: "10" },
    ],
  },
  { name: "Betrieb", weight: "30", scale: "5" },
];

describe("rules that are taken up again", () => {
  it.each<[string, EvaluationRules]>([
    ["the price alone", { method: "lowest-price", ties: [{ by: "price" }], low }],
    ["the simple ratio", { method: "simple-ratio", points: "400", criteria, ties: [{ by: "points" }], low }],
    [
      "the extended ratio",
      {
        method: "extended-ratio",
        points: "400",
        criteria,
        band: "10",
        decides: { by: "criterion", criterion: "Technik" },
        ties: [],
        low,
      },
    ],
    [
      "weights with references",
      {
        method: "weighted-reference",
        points: "400",
        criteria,
        weights: { points: "60", price: "40" },
        references: { points: "300", price: "95000.00" },
        ties: [],
        low,
      },
    ],
    [
      "points for the price",
      {
        method: "price-points",
        points: "400",
        criteria,
        weights: { points: "30", price: "70" },
        formula: "two-sided",
        ties: [],
        low,
      },
    ],
  ])("%s are sent as they came", (_, rules) => {
    expect(evaluationRules(rulesOf(rules))).toEqual(rules);
  });

  it("loses nothing to another method that has no use for it", () => {
    const values = { ...newRules(), method: "lowest-price" as const, points: "400", criteria: tree };
    expect(evaluationRules({ ...values, ties: [{ by: "points", criterion: "" }] })).toEqual({
      method: "lowest-price",
      ties: [],
    });
    expect(evaluationRules({ ...values, method: "simple-ratio" }).criteria).toEqual(criteria);
  });

  it("has one criterion where none is named", () => {
    expect(evaluationRules({ ...newRules(), method: "simple-ratio", points: "100" }).criteria).toEqual([
      { name: "Leistung", weight: "100", scale: "100" },
    ]);
  });
});

describe("the tree of criteria", () => {
  it("finds parts by their depth", () => {
    expect([partsOf(tree, -1), partsOf(tree, 0), partsOf(tree, 1), partsOf(tree, 3)]).toEqual([
      [0, 3],
      [1, 2],
      [],
      [],
    ]);
    expect(tree.map((_, index) => hasParts(tree, index))).toEqual([true, false, false, false]);
  });

  it("sums the weights of siblings exactly", () => {
    const thirds = ["33.333", "33.333", "33.334"].map((weight, index) => row(0, String(index), weight));
    expect(weightsOf(thirds, -1)).toMatchObject({ complete: true });
    expect(weightsOf(thirds.slice(1), -1)).toEqual({ sum: "66.667", complete: false });
    expect(weightsOf([row(0, "Technik", "viel")], -1)).toBeNull();
  });

  it("points to the row that the server found wrong", () => {
    expect(ruleField("rules.criteria.0.parts.1.weight", tree)).toBe("rules.criteria.2.weight");
    expect(ruleField("rules.criteria.1.scale", tree)).toBe("rules.criteria.3.scale");
    expect(ruleField("rules.weights", tree)).toBe("rules.pointsWeight");
    expect(ruleField("rules.band", tree)).toBe("rules.band");
  });
});
