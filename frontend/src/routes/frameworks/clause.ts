import type { AgreeIndexClause, PriceIndex } from "../../api/prices";
import { sumOf } from "../../lib/decimal";

/** An index with its weight as it is edited; the key lasts when parts before it go. */
export interface PartValues {
  key: string;
  index: string;
  weight: string;
}

/** An index clause as its form has it. */
export interface ClauseValues {
  category: NonNullable<AgreeIndexClause["category"]> | "";
  baseMonth: string;
  fixedPart: string;
  parts: PartValues[];
  triggerPercent: string;
  intervalMonths: string;
  cap: string;
  floor: string;
  stepCap: string;
  stepFloor: string;
  ground: string;
}

/** How many indices a clause may follow. */
export const mostParts = 10;

/** What fixed part and weights come to; it has to be 1. Nothing while one of them is no number. */
export function weightsSum({ fixedPart, parts }: Pick<ClauseValues, "fixedPart" | "parts">): string | null {
  return parts.reduce<string | null>(
    (sum, { weight }) => (sum === null ? null : sumOf(sum, weight)),
    sumOf(fixedPart, "0"),
  );
}

/** Whether a decimal is 1, however many places it has. */
export const isOne = (sum: string | null) => /^1(\.0+)?$/.test(sum ?? "");

/** The value of an index in the month of a day; nothing where none is recorded. */
export function valueIn(index: PriceIndex | undefined, day: string): string | undefined {
  return index?.values.find(({ month }) => month.slice(0, 7) === day.slice(0, 7))?.value;
}

/** The clause as the server takes it; bounds that are empty are left out. */
export function agreedClause(values: ClauseValues): AgreeIndexClause {
  const { category, cap, floor, stepCap, stepFloor } = values;
  return {
    ...(category && { category }),
    baseMonth: values.baseMonth,
    fixedPart: values.fixedPart,
    parts: values.parts.map(({ index, weight }) => ({ indexId: index, weight })),
    triggerPercent: values.triggerPercent,
    intervalMonths: Number(values.intervalMonths),
    ...(cap && { cap }),
    ...(floor && { floor }),
    ...(stepCap && { stepCap }),
    ...(stepFloor && { stepFloor }),
    ground: values.ground.trim(),
  };
}
