import type { Criterion, Decider, EvaluationMethod, EvaluationRules } from "../../api/tenders";
import { compareDecimals, sumOf } from "../../lib/decimal";

/** A criterion as it is edited: a row of the tree in its order, as deep as it stands there. */
export interface CriterionValues {
  key: string;
  depth: number;
  name: string;
  weight: string;
  scale: string;
  least: string;
}

/** What tells bids apart; criteria are named. */
export interface DeciderValues {
  by: Decider["by"] | "";
  criterion: string;
}

/** How bids are compared, as it is edited; what the method has no use for stays and is not sent. */
export interface RulesValues {
  method: EvaluationMethod | "";
  points: string;
  criteria: CriterionValues[];
  band: string;
  decides: DeciderValues;
  pointsWeight: string;
  priceWeight: string;
  fixed: boolean;
  pointsReference: string;
  priceReference: string;
  formula: NonNullable<EvaluationRules["formula"]> | "";
  ties: DeciderValues[];
  /** Empty for the usual distance. */
  lowNext: string;
  lowMean: string;
}

/** How a new tender compares bids. */
export function newRules(): RulesValues {
  return {
    method: "lowest-price",
    points: "",
    criteria: [],
    band: "5",
    decides: { by: "points", criterion: "" },
    pointsWeight: "50",
    priceWeight: "50",
    fixed: false,
    pointsReference: "",
    priceReference: "",
    formula: "proportional",
    ties: [],
    lowNext: "",
    lowMean: "",
  };
}

/** Rules as they are taken up again. */
export function rulesOf(rules: EvaluationRules): RulesValues {
  return {
    ...newRules(),
    method: rules.method,
    points: rules.points ?? "",
    criteria: rowsOf(rules.criteria ?? [], 0),
    ...(rules.band && { band: rules.band }),
    ...(rules.decides && { decides: deciderOf(rules.decides) }),
    ...(rules.weights && { pointsWeight: rules.weights.points, priceWeight: rules.weights.price }),
    ...(rules.references && {
      fixed: true,
      pointsReference: rules.references.points,
      priceReference: rules.references.price,
    }),
    ...(rules.formula && { formula: rules.formula }),
    ties: (rules.ties ?? []).map(deciderOf),
    lowNext: rules.low?.next ?? "",
    lowMean: rules.low?.mean ?? "",
  };
}

const deciderOf = ({ by, criterion = "" }: Decider): DeciderValues => ({ by, criterion });

function rowsOf(level: readonly Criterion[], depth: number): CriterionValues[] {
  return level.flatMap(({ name, weight, scale = "", least = "", parts = [] }) => [
    { key: crypto.randomUUID(), depth, name, weight, scale, least },
    ...rowsOf(parts, depth + 1),
  ]);
}

/** Whether evaluators give points: for all but the price alone. */
export const isScored = ({ method }: Pick<RulesValues, "method">) =>
  method !== "lowest-price" && method !== "";

/** Whether the criterion in this row has parts. */
export function hasParts(rows: readonly CriterionValues[], index: number): boolean {
  return (rows[index + 1]?.depth ?? 0) > (rows[index]?.depth ?? 0);
}

/** The rows of the parts of the criterion in this row, of those on top for -1. */
export function partsOf(rows: readonly CriterionValues[], index: number): number[] {
  const depth = index < 0 ? -1 : (rows[index]?.depth ?? 0);
  const parts: number[] = [];
  for (let at = index + 1; at < rows.length && (rows[at]?.depth ?? 0) > depth; at++)
    if (rows[at]?.depth === depth + 1) parts.push(at);
  return parts;
}

/** What the weights of siblings sum to, and whether that is all; null while one of them is no number. */
export function weightsOf(
  rows: readonly CriterionValues[],
  index: number,
): { sum: string; complete: boolean } | null {
  let sum: string | null = "0";
  for (const at of partsOf(rows, index)) sum = sum === null ? null : sumOf(sum, rows[at]?.weight ?? "");
  return sum === null ? null : { sum, complete: compareDecimals(sum, "100") === 0 };
}

/** The rules as the server takes them. */
export function evaluationRules(values: RulesValues): EvaluationRules {
  const { method, band, decides, formula, lowNext, lowMean } = values;
  const scored = isScored(values);
  const weighed = method === "weighted-reference" || method === "price-points";
  return {
    method: method || "lowest-price", // the form lets it be empty nowhere
    ...(scored && { points: values.points, criteria: criteriaSent(values) }),
    ...(method === "extended-ratio" && { band, decides: deciderSent(decides) }),
    ...(weighed && { weights: { points: values.pointsWeight, price: values.priceWeight } }),
    ...(method === "weighted-reference" &&
      values.fixed && { references: { points: values.pointsReference, price: values.priceReference } }),
    ...(method === "price-points" && { formula: formula || "proportional" }),
    ties: values.ties.filter(({ by }) => scored || by === "price").map(deciderSent),
    ...(lowNext !== "" && lowMean !== "" && { low: { next: lowNext, mean: lowMean } }),
  };
}

function deciderSent({ by, criterion }: DeciderValues): Decider {
  return { by: by || "price", ...(by === "criterion" && { criterion }) };
}

/** Without criteria of its own a tender has one, in whose points bids are scored. */
function criteriaSent({ criteria, points }: RulesValues): Criterion[] {
  const level = criteriaOf(criteria, -1);
  return level.length > 0 ? level : [{ name: "Leistung", weight: "100", scale: points }];
}

function criteriaOf(rows: readonly CriterionValues[], index: number): Criterion[] {
  return partsOf(rows, index).flatMap((at) => {
    const row = rows[at];
    if (!row) return [];
    const parts = criteriaOf(rows, at);
    return {
      name: row.name.trim(),
      weight: row.weight,
      ...(parts.length > 0 ? { parts } : { scale: row.scale }),
      ...(row.least !== "" && { least: row.least }),
    };
  });
}

/** The form's name of a field of the rules that the server found wrong: its tree is a list of rows here. */
export function ruleField(field: string, rows: readonly CriterionValues[]): string {
  const path = /^rules\.criteria((?:\.\d+\.parts)*)\.(\d+)\.(name|weight|scale|least)$/.exec(field);
  if (!path) return renamed[field] ?? field;
  const steps = [...(path[1] ?? "").matchAll(/\d+/g), [path[2] ?? ""]];
  const at = steps.reduce((index, [step]) => partsOf(rows, index)[Number(step)] ?? -1, -1);
  return `rules.criteria.${at}.${path[3]}`;
}

const renamed: Record<string, string> = {
  "rules.weights": "rules.pointsWeight",
  "rules.weights.points": "rules.pointsWeight",
  "rules.weights.price": "rules.priceWeight",
  "rules.references.points": "rules.pointsReference",
  "rules.references.price": "rules.priceReference",
  "rules.low.next": "rules.lowNext",
  "rules.low.mean": "rules.lowMean",
};
