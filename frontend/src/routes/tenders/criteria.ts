import type { Criterion } from "../../api/tenders";
import { compareDecimals, isDecimal, productOf, sumOf } from "../../lib/decimal";

/** A criterion as it is edited: a row of the tree in its order, as deep as it stands there. */
export interface CriterionValues {
  key: string;
  depth: number;
  name: string;
  weight: string;
  /** Empty where there are parts. */
  scale: string;
  /** A bid below it is out; empty for none. */
  least: string;
}

/** How many levels a tree has at most. */
export const mostLevels = 5;

/** On which scale a new criterion is scored. */
const usualScale = "10";

/** The one criterion that a new tree begins with. */
export const firstCriterion = (name: string): CriterionValues => ({
  key: crypto.randomUUID(),
  depth: 0,
  name,
  weight: "100",
  scale: usualScale,
  least: "",
});

/** Criteria as rows. */
export function rowsOf(level: readonly Criterion[], depth = 0): CriterionValues[] {
  return level.flatMap(({ name, weight, scale = "", least = "", parts = [] }) => [
    { key: crypto.randomUUID(), depth, name, weight, scale, least },
    ...rowsOf(parts, depth + 1),
  ]);
}

/** Rows as criteria; a criterion that has parts has no scale. */
export function criteriaOf(rows: readonly CriterionValues[], index = -1): Criterion[] {
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

/** Whether the criterion in this row has parts. */
export function hasParts(rows: readonly CriterionValues[], index: number): boolean {
  return (rows[index + 1]?.depth ?? 0) > (rows[index]?.depth ?? 0);
}

/** The rows of the parts of the criterion in this row, of those on top for -1. */
export function partsOf(rows: readonly CriterionValues[], index: number): number[] {
  const depth = index < 0 ? 0 : (rows[index]?.depth ?? 0) + 1;
  const parts: number[] = [];
  for (let at = index + 1; at < endOf(rows, index); at++) if (rows[at]?.depth === depth) parts.push(at);
  return parts;
}

/** The row behind the criterion with all of its parts. */
function endOf(rows: readonly CriterionValues[], index: number): number {
  if (index < 0) return rows.length;
  const depth = rows[index]?.depth ?? 0;
  const next = rows.findIndex((row, at) => at > index && row.depth <= depth);
  return next < 0 ? rows.length : next;
}

/** The row of the criterion whose part this one is, -1 for one on top. */
export function parentOf(rows: readonly CriterionValues[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  return rows.findLastIndex((row, at) => at < index && row.depth < depth);
}

/** Where the criterion stands in the tree: "2.1" for the first part of the second. */
export function numberOf(rows: readonly CriterionValues[], index: number): string {
  const parent = parentOf(rows, index);
  const place = String(partsOf(rows, parent).indexOf(index) + 1);
  return parent < 0 ? place : `${numberOf(rows, parent)}.${place}`;
}

/** What the weights of siblings sum to, and what is missing to all, negative for too much; null while one is no number. */
export function weightsOf(
  rows: readonly CriterionValues[],
  index: number,
): { sum: string; missing: string } | null {
  const weights = partsOf(rows, index).map((at) => rows[at]?.weight ?? "");
  if (!weights.every(isDecimal)) return null;
  const sum = weights.reduce<string | null>((before, weight) => before && sumOf(before, weight), "0");
  return sum === null ? null : { sum, missing: sumOf("100", `-${sum}`) ?? "" };
}

/** Whether the weights of siblings sum to 100 per cent. */
export function isWhole(rows: readonly CriterionValues[], index: number): boolean {
  return weightsOf(rows, index)?.missing === "0";
}

/** The tree with one part more under the criterion in this row, or on top for -1, and where it stands. */
export function withPart(
  rows: readonly CriterionValues[],
  index: number,
): { rows: CriterionValues[]; at: number } {
  const whole = rows[index];
  const first = whole !== undefined && !hasParts(rows, index);
  const missing = weightsOf(rows, index)?.missing ?? "";
  const part: CriterionValues = {
    ...firstCriterion(""),
    depth: whole ? whole.depth + 1 : 0,
    weight: first ? "100" : compareDecimals(missing, "0") > 0 ? missing : "",
    scale: first ? whole.scale : usualScale,
    least: first ? whole.least : "",
  };
  const at = endOf(rows, index);
  const before = rows.map((row) => (first && row === whole ? { ...row, scale: "", least: "" } : row));
  return { rows: before.toSpliced(at, 0, part), at };
}

/** The tree without the criterion in this row and its parts. What is left without parts is scored itself again. */
export function withoutRow(rows: readonly CriterionValues[], index: number): CriterionValues[] {
  const parent = parentOf(rows, index);
  const left = rows.toSpliced(index, endOf(rows, index) - index);
  if (parent < 0 || hasParts(left, parent)) return left;
  return left.map((row, at) => (at === parent ? { ...row, scale: usualScale, least: "" } : row));
}

/** The tree with the criterion before (-1) or behind (1) its sibling; as it was where there is none. */
export function withMoved(
  rows: readonly CriterionValues[],
  index: number,
  by: -1 | 1,
): readonly CriterionValues[] {
  const siblings = partsOf(rows, parentOf(rows, index));
  const other = siblings[siblings.indexOf(index) + by];
  if (other === undefined) return rows;
  const [upper, lower] = by < 0 ? [other, index] : [index, other];
  return [
    ...rows.slice(0, upper),
    ...rows.slice(lower, endOf(rows, lower)),
    ...rows.slice(upper, lower),
    ...rows.slice(endOf(rows, lower)),
  ];
}

/** A criterion with where it stands in the tree and how many points it brings at most. */
export interface Place {
  criterion: Criterion;
  number: string;
  depth: number;
  worth: string;
}

/** All criteria of a tree in its order, of which the whole brings so many points. */
export function placesOf(
  level: readonly Criterion[],
  points: string,
  above: readonly number[] = [],
): Place[] {
  return level.flatMap((criterion, index) => {
    const path = [...above, index + 1];
    const worth = productOf(points, productOf(criterion.weight, "0.01") ?? "") ?? "";
    return [
      { criterion, number: path.join("."), depth: above.length, worth },
      ...placesOf(criterion.parts ?? [], worth, path),
    ];
  });
}
