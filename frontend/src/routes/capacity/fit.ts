import type { CapacityFit, CapacityKind, CapacityPool, FitCapacity } from "../../api/capacity";
import { kinds, tiered } from "./kinds";

/** What the form of a wish holds, as text. */
export interface FitValues {
  /** Each a kind with its tier, as resourcesOf writes it. */
  claims: { resource: string; amount: string }[];
  days: string;
  notBefore: string;
  /** The resource of which there would be more or less; empty: none. */
  planResource: string;
  planFrom: string;
  planBy: string;
}

/** A kind of capacity that some pool has. */
export interface KnownResource {
  key: string;
  kind: CapacityKind;
  tier: string | undefined;
}

interface HasResources {
  resources: readonly Pick<CapacityPool["resources"][number], "kind" | "tier">[];
}

/** The kinds of capacity that the pools have, each once, and others that they might have. */
export function resourcesOf(
  pools: readonly HasResources[],
  besides: readonly CapacityKind[] = [],
): KnownResource[] {
  const known = new Map<string, KnownResource>();
  for (const { kind, tier } of pools.flatMap(({ resources }) => resources)) {
    const key = `${kind}/${tier ?? ""}`;
    known.set(key, { key, kind, tier });
  }
  for (const kind of besides) known.set(`${kind}/`, { key: `${kind}/`, kind, tier: undefined });
  return [...known.values()];
}

/** The pools that have all kinds of a wish, be they free or not. */
export function offering<P extends HasResources>(pools: readonly P[], claims: FitValues["claims"]): P[] {
  return pools.filter((pool) => {
    const keys = resourcesOf([pool]).map(({ key }) => key);
    return claims.every(({ resource }) => keys.includes(resource));
  });
}

/** Whether a text is an amount above zero with at most three decimals. */
export function isAmount(text: string): boolean {
  return /^\d{1,9}([.,]\d{1,3})?$/.test(text.trim()) && Number(plain(text)) > 0;
}

/** Whether a text is an amount more or less. */
export function isChange(text: string): boolean {
  return /^[+-]?\d{1,9}([.,]\d{1,3})?$/.test(text.trim()) && Number(plain(text)) !== 0;
}

/** Whether a text is a number of days that can be looked for. */
export function isDays(text: string): boolean {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 3650;
}

function plain(text: string): string {
  return text.trim().replace(",", ".").replace(/^\+/, "");
}

/** The kinds without tiers that a pool could have besides its own, by keys that plannedOf reads. */
export function lackingIn(pool: HasResources & { id: string }) {
  return kinds
    .filter((kind) => !tiered(kind) && !pool.resources.some((resource) => resource.kind === kind))
    .map((kind) => ({ key: `${pool.id}/${kind}`, kind }));
}

/** The kinds that a plan would bring to a pool that has none of them: one, unless it is of a resource that there is. */
export function newKinds(key: string): CapacityKind[] {
  return kinds.filter((kind) => key.endsWith(`/${kind}`));
}

function plannedOf(key: string): { resourceId: string } | { poolId: string; kind: string } {
  const [id = "", kind] = key.split("/");
  return kind ? { poolId: id, kind } : { resourceId: id };
}

/** The wish as it is sent. */
export function wishOf(values: FitValues): FitCapacity {
  const claims = values.claims.map(({ resource, amount }) => {
    const [kind = "", tier = ""] = resource.split("/");
    return { kind, ...(tier && { tier }), amount: plain(amount) };
  });
  return {
    phases: [{ days: Number(values.days), claims }],
    ...(values.notBefore && { notBefore: values.notBefore }),
    ...(values.planResource && {
      plans: [{ ...plannedOf(values.planResource), from: values.planFrom, by: plain(values.planBy) }],
    }),
  };
}

/** What was found, moved to the day from which it is wished for: what one waits for, if it is earlier. */
export function wishedFrom(fit: CapacityFit, day: string): CapacityFit | undefined {
  if (!day || day >= fit.from) return undefined;
  const distance = Date.parse(day) - Date.parse(fit.from);
  const moved = <Days extends { from: string; to: string }>(days: Days): Days => ({
    ...days,
    from: dayAt(Date.parse(days.from) + distance),
    to: dayAt(Date.parse(days.to) + distance),
  });
  return { ...moved(fit), begins: fit.begins, phases: fit.phases.map(moved) };
}

function dayAt(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Whether a stretch of days goes on until nobody plans any more, ten years ahead. */
export function isOpenEnded({ from, to }: { from: string; to: string }): boolean {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) >= 5;
}
