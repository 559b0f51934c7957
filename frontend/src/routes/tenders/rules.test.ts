import { describe, expect, it } from "vitest";
import type { EvaluationRules } from "../../api/tenders";
import { evaluationRules, newRules, ruleField, rulesOf, withCriteria } from "./rules";

const low = { next: "20", mean: "40" };

/** Technik (70 %: Leistung 60, Energie 40) and Betrieb (30 %). */
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
const scored = { points: "400", criteria, low };
const taken = (rules: EvaluationRules) => rulesOf(rules, "Leistung");

describe("rules that are taken up again", () => {
  it.each<[string, EvaluationRules]>([
    ["the price alone", { method: "lowest-price", ties: [], low }],
    ["the simple ratio", { method: "simple-ratio", ...scored, ties: [{ by: "points" }] }],
    [
      "the extended ratio",
      {
        method: "extended-ratio",
        ...scored,
        band: "10",
        decides: { by: "criterion", criterion: "Technik" },
        ties: [],
      },
    ],
    [
      "weights with references",
      {
        method: "weighted-reference",
        ...scored,
        weights: { points: "60", price: "40" },
        references: { points: "300", price: "95000.00" },
        ties: [{ by: "criterion", criterion: "Energie" }, { by: "price" }],
      },
    ],
    [
      "weights with medians",
      { method: "weighted-reference", ...scored, weights: { points: "60", price: "40" }, ties: [] },
    ],
    [
      "points for the price",
      {
        method: "price-points",
        ...scored,
        weights: { points: "33.25", price: "66.75" },
        formula: "two-sided",
        ties: [],
      },
    ],
  ])("%s are sent as they came", (_, rules) => {
    expect(evaluationRules(taken(rules))).toEqual(rules);
  });

  it("lose nothing to another method that has no use for it", () => {
    const values = taken({ method: "simple-ratio", ...scored, ties: [{ by: "points" }] });
    expect(evaluationRules({ ...values, method: "lowest-price" })).toEqual({
      method: "lowest-price",
      ties: [],
      low,
    });
    expect(evaluationRules({ ...values, method: "simple-ratio" }).criteria).toEqual(criteria);
  });

  it("have one criterion where the price alone decided before", () => {
    const values = { ...taken({ method: "lowest-price", ties: [] }), method: "simple-ratio" as const };
    expect(evaluationRules(values)).toEqual({
      method: "simple-ratio",
      points: "100",
      criteria: [{ name: "Leistung", weight: "100", scale: "10" }],
      ties: [{ by: "points" }, { by: "price" }],
    });
  });
});

describe("a decider that names a criterion", () => {
  const rules = taken({
    method: "extended-ratio",
    ...scored,
    band: "5",
    decides: { by: "criterion", criterion: "Energie" },
    ties: [{ by: "criterion", criterion: "Betrieb" }, { by: "price" }],
  });

  it("follows it to another name and place", () => {
    const renamed = rules.criteria.map((row) => (row.name === "Energie" ? { ...row, name: "Strom" } : row));
    expect(evaluationRules({ ...rules, criteria: renamed.reverse() }).decides).toEqual({
      by: "criterion",
      criterion: "Strom",
    });
  });

  it("goes with it", () => {
    const left = rules.criteria.filter(({ name }) => name !== "Energie" && name !== "Betrieb");
    expect(withCriteria(rules, left)).toMatchObject({ decides: "", ties: [{ by: "price" }] });
  });
});

describe("what the server found wrong", () => {
  const rows = taken({ method: "simple-ratio", ...scored }).criteria;

  it.each([
    ["rules.criteria.0.parts.1.weight", "rules.criteria.2.weight"],
    ["rules.criteria.1.scale", "rules.criteria.3.scale"],
    ["rules.criteria", "rules.criteria.0.weight"],
    ["rules.criteria.0.parts", "rules.criteria.1.weight"],
    ["rules.weights", "rules.pointsWeight"],
    ["rules.low.mean", "rules.lowMean"],
    ["rules.decides.criterion", "rules.decides"],
    ["rules.ties.2.criterion", "rules.ties.2.by"],
    ["rules.ties.0", "rules.ties.0.by"],
    ["rules.band", "rules.band"],
  ])("at %s stands in the form at %s", (field, shown) => {
    expect(ruleField(field, rows)).toBe(shown);
  });
});

it("a new tender compares prices, and needs no more than names for its criteria to compare points", () => {
  expect(evaluationRules(newRules("Leistung"))).toEqual({ method: "lowest-price", ties: [] });
  expect(evaluationRules({ ...newRules("Leistung"), method: "extended-ratio" })).toEqual({
    method: "extended-ratio",
    points: "100",
    criteria: [{ name: "Leistung", weight: "100", scale: "10" }],
    band: "5",
    decides: { by: "points" },
    ties: [{ by: "points" }, { by: "price" }],
  });
});
