import type { CapacityWeights } from "../../../api/tariffs";
import { monthOf } from "../../../lib/date";
import type { Participation, SchemeForm } from "./scheme";

type Item = CapacityWeights["items"][number];

/** An item by a name of its own, as a resource may be both reserved and used. */
export const itemKey = ({ resource, basis }: Item) => `${basis} ${resource}`;

/** The months to choose from, "2026-10": that of a day and a year before today's, the latest first. */
export function monthsFor(day: string, now: string): string[] {
  const months = Array.from({ length: 13 }, (_, back) => monthOf(now, -back).from.slice(0, 7));
  const wanted = day.slice(0, 7);
  return months.includes(wanted) || wanted === "" ? months : [...months, wanted].sort().reverse();
}

/** Weights as a scheme has them: members without any have none, and those outside of the pool are told. */
export function weightsOf(item: Item, form: SchemeForm, memberIds: readonly string[]) {
  const weights = new Map(item.members.map(({ member, weight }) => [member.id, weight]));
  const rows: Record<string, Partial<Participation>> = { ...form.rows };
  for (const id of memberIds) rows[id] = { ...rows[id], weight: weights.get(id) ?? "" };
  const inside = new Set(memberIds);
  return {
    rows,
    taken: item.members.filter(({ member }) => inside.has(member.id)).length,
    outside: item.members.filter(({ member }) => !inside.has(member.id)).map(({ member }) => member.name),
    rounded: item.members.some(({ member, rounded }) => rounded && inside.has(member.id)),
  };
}
