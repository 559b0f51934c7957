import type { Decider, EvaluationMethod, EvaluationRules } from "../../api/tenders";
import { compareDecimals, sumOf } from "../../lib/decimal";
import { type CriterionValues, criteriaOf, firstCriterion, partsOf, rowsOf } from "./criteria";

/** What tells bids apart: points, price or the key of a criterion. */
export interface DeciderValues {
  key: string;
  by: string;
}

/** How bids are compared, as it is edited; what the method has no use for stays and is not sent. */
export interface RulesValues {
  method: EvaluationMethod | "";
  points: string;
  criteria: CriterionValues[];
  band: string;
  /** As in DeciderValues. */
  decides: string;
  /** In per cent; the price has the rest. */
  pointsWeight: string;
  references: "medians" | "fixed" | "";
  pointsReference: string;
  priceReference: string;
  formula: NonNullable<EvaluationRules["formula"]> | "";
  ties: DeciderValues[];
  /** Empty for the usual distance. */
  lowNext: string;
  lowMean: string;
}

/** How a new tender compares bids; `quality` is the name of the one criterion that it begins with. */
export function newRules(quality: string): RulesValues {
  return {
    method: "lowest-price",
    points: "100",
    criteria: [firstCriterion(quality)],
    band: "5",
    decides: "points",
    pointsWeight: "50",
    references: "medians",
    pointsReference: "",
    priceReference: "",
    formula: "proportional",
    ties: [newDecider("points"), newDecider("price")],
    lowNext: "",
    lowMean: "",
  };
}

/** One more thing that tells bids apart. */
export const newDecider = (by: string): DeciderValues => ({ key: crypto.randomUUID(), by });

/** Rules as they are taken up again. */
export function rulesOf(rules: EvaluationRules, quality: string): RulesValues {
  const fresh = newRules(quality);
  const criteria = rowsOf(rules.criteria ?? []);
  const read = ({ by, criterion }: Decider) =>
    by === "criterion" ? (criteria.find(({ name }) => name === criterion)?.key ?? "") : by;
  return {
    ...fresh,
    method: rules.method,
    ...(criteria.length > 0 && {
      criteria,
      points: rules.points ?? "",
      ties: (rules.ties ?? []).map((decider) => newDecider(read(decider))),
    }),
    ...(rules.band && { band: rules.band }),
    ...(rules.decides && { decides: read(rules.decides) }),
    ...(rules.weights && { pointsWeight: rules.weights.points }),
    ...(rules.references && {
      references: "fixed",
      pointsReference: rules.references.points,
      priceReference: rules.references.price,
    }),
    ...(rules.formula && { formula: rules.formula }),
    lowNext: rules.low?.next ?? "",
    lowMean: rules.low?.mean ?? "",
  };
}

/** Whether evaluators give points: for all but the price alone. */
export const isScored = ({ method }: Pick<RulesValues, "method">) =>
  method !== "lowest-price" && method !== "";

/** Whether points and price are weighed against each other. */
export const isWeighed = ({ method }: Pick<RulesValues, "method">) =>
  method === "weighted-reference" || method === "price-points";

/** A figure of the rules: points, a weight or a percentage. */
export const isFigure = (text: string) => /^\d{1,6}(\.\d{1,3})?$/.test(text);

/** The per cent that are left of a hundred. */
export const restOf = (percent: string) => sumOf("100", `-${percent}`) ?? "";

/** Whether the number lies above 0. */
export const isPositive = (value: string) => compareDecimals(value, "0") > 0;

/** Whether the number lies above 0 and not above the most. */
export const isUpTo = (value: string, most: string) => isPositive(value) && compareDecimals(value, most) <= 0;

/** The rules as the server takes them. With the same price there is nothing but the lot to tell bids apart. */
export function evaluationRules(values: RulesValues): EvaluationRules {
  const { method, points, criteria, band, decides, pointsWeight, formula, lowNext, lowMean } = values;
  const sent = (by: string) => deciderSent(by, criteria);
  return {
    method: method || "lowest-price", // the form lets it be empty nowhere
    ...(isScored(values) && { points, criteria: criteriaOf(criteria) }),
    ...(method === "extended-ratio" && { band, decides: sent(decides) }),
    ...(isWeighed(values) && { weights: { points: pointsWeight, price: restOf(pointsWeight) } }),
    ...(method === "weighted-reference" &&
      values.references === "fixed" && {
        references: { points: values.pointsReference, price: values.priceReference },
      }),
    ...(method === "price-points" && { formula: formula || "proportional" }),
    ties: isScored(values) ? values.ties.map(({ by }) => sent(by)) : [],
    ...(lowNext !== "" && lowMean !== "" && { low: { next: lowNext, mean: lowMean } }),
  };
}

function deciderSent(by: string, rows: readonly CriterionValues[]): Decider {
  if (by === "points" || by === "price") return { by };
  return { by: "criterion", criterion: rows.find(({ key }) => key === by)?.name.trim() ?? "" };
}

/** The rules after criteria have gone: what named one of them names nothing any more. */
export function withCriteria(values: RulesValues, criteria: CriterionValues[]): Partial<RulesValues> {
  const known = (by: string) => by === "points" || by === "price" || criteria.some(({ key }) => key === by);
  return {
    criteria,
    decides: known(values.decides) ? values.decides : "",
    ties: values.ties.filter(({ by }) => by === "" || known(by)),
  };
}

/** The form's name of a field of the rules that the server found wrong: its tree is a list of rows here. */
export function ruleField(field: string, rows: readonly CriterionValues[]): string {
  const decider = /^rules\.(decides|ties\.\d+)(?:\.(?:by|criterion))?$/.exec(field);
  if (decider) return decider[1] === "decides" ? "rules.decides" : `rules.${decider[1]}.by`;
  const path = /^rules\.criteria((?:\.\d+\.parts)*)(?:\.(\d+)\.(name|weight|scale|least))?$/.exec(field);
  if (!path) return renamed[field] ?? field;
  const [, above = "", place = "0", what = "weight"] = path; // of a whole level the first weight
  const steps = [...(above.match(/\d+/g) ?? []), place];
  const at = steps.reduce((index, step) => partsOf(rows, index)[Number(step)] ?? -1, -1);
  return `rules.criteria.${at}.${what}`;
}

const renamed: Record<string, string> = {
  "rules.weights": "rules.pointsWeight",
  "rules.weights.points": "rules.pointsWeight",
  "rules.weights.price": "rules.pointsWeight",
  "rules.references.points": "rules.pointsReference",
  "rules.references.price": "rules.priceReference",
  "rules.low.next": "rules.lowNext",
  "rules.low.mean": "rules.lowMean",
};
