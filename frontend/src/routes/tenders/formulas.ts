import type { EvaluationRules } from "../../api/tenders";
import { restOf } from "./rules";

/** What stands in a formula and has to be explained; a median is another thing than a fixed reference. */
export type FormulaSymbol =
  | "L"
  | "P"
  | "Lref"
  | "Pref"
  | "LrefMedian"
  | "PrefMedian"
  | "Pmin"
  | "Pmax"
  | "Lbest";

const part: Record<NonNullable<EvaluationRules["formula"]>, string> = {
  proportional: "Pmin / P",
  "one-sided": "max(0; 2 − P / Pmin)",
  "two-sided": "(Pmax − P) / (Pmax − Pmin)",
};

/** What is computed for each bid, with the published figures in it; empty where the price alone is compared. */
export function formulaOf(rules: EvaluationRules): string {
  const { method, points = "", weights, formula = "proportional" } = rules;
  switch (method) {
    case "lowest-price":
      return "";
    case "simple-ratio":
    case "extended-ratio":
      return "Z = L / P";
    case "weighted-reference":
      return `Z = ${weights?.points} % × L / Lref − ${weights?.price} % × P / Pref`;
    case "price-points":
      return `Z = ${weights?.points} % × L + ${weights?.price} % × ${points} × ${part[formula]}`;
  }
}

/** When a bid counts as equal to the best one, without a quotient; empty without a band. */
export function bandOf({ method, band }: EvaluationRules): string {
  return method === "extended-ratio" && band ? `100 × L × Pbest ≥ ${restOf(band)} × Lbest × P` : "";
}

/** What the formulas are made of, in the order in which it is explained. */
export function symbolsOf({ method, references, formula }: EvaluationRules): readonly FormulaSymbol[] {
  switch (method) {
    case "lowest-price":
      return ["P"];
    case "simple-ratio":
      return ["L", "P"];
    case "extended-ratio":
      return ["L", "P", "Lbest"];
    case "weighted-reference":
      return references ? ["L", "P", "Lref", "Pref"] : ["L", "P", "LrefMedian", "PrefMedian"];
    case "price-points":
      return formula === "two-sided" ? ["L", "P", "Pmin", "Pmax"] : ["L", "P", "Pmin"];
  }
}

/** How a symbol is written in a formula. */
export function symbolName(symbol: FormulaSymbol): string {
  return symbol === "Lbest" ? "Lbest, Pbest" : symbol.replace("Median", "");
}
