import { describe, expect, it } from "vitest";
import type { EvaluationRules } from "../../api/tenders";
import { bandOf, formulaOf, symbolName, symbolsOf } from "./formulas";

const weights = { points: "60", price: "40" };

describe("formulas", () => {
  it.each<[EvaluationRules, string, string]>([
    [{ method: "lowest-price" }, "", "P"],
    [{ method: "simple-ratio", points: "400" }, "Z = L / P", "L, P"],
    [{ method: "extended-ratio", points: "400", band: "5" }, "Z = L / P", "L, P, Lbest, Pbest"],
    [
      { method: "weighted-reference", points: "400", weights },
      "Z = 60 % × L / Lref − 40 % × P / Pref",
      "L, P, Lref, Pref",
    ],
    [
      { method: "price-points", points: "400", weights, formula: "proportional" },
      "Z = 60 % × L + 40 % × 400 × Pmin / P",
      "L, P, Pmin",
    ],
    [
      { method: "price-points", points: "400", weights, formula: "one-sided" },
      "Z = 60 % × L + 40 % × 400 × max(0; 2 − P / Pmin)",
      "L, P, Pmin",
    ],
    [
      { method: "price-points", points: "400", weights, formula: "two-sided" },
      "Z = 60 % × L + 40 % × 400 × (Pmax − P) / (Pmax − Pmin)",
      "L, P, Pmin, Pmax",
    ],
  ])("are written with the published figures: %o", (rules, formula, symbols) => {
    expect(formulaOf(rules)).toBe(formula);
    expect(symbolsOf(rules).map(symbolName).join(", ")).toBe(symbols);
  });

  it("say who is in the band without a quotient", () => {
    expect(bandOf({ method: "extended-ratio", band: "2.5" })).toBe("100 × L × Pbest ≥ 97.5 × Lbest × P");
    expect(bandOf({ method: "simple-ratio" })).toBe("");
  });

  it("tell a median from a fixed reference, which have one symbol", () => {
    const method = "weighted-reference";
    expect(symbolsOf({ method })).toContain("PrefMedian");
    expect(symbolsOf({ method, references: { points: "300", price: "95000.00" } })).toContain("Pref");
  });
});
