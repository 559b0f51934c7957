import type { CostPool } from "../../../api/cost-pools";

/** Days that suggest themselves for a run. */
export interface Offer {
  from: string;
  to: string;
  /** Whether costs of these days are not allocated yet; else the run is computed anew. */
  open: boolean;
}

/**
 * The periods that the pool's costs and runs suggest, those with open costs first and the earliest first. A
 * cost within a period that was posted belongs to that one: periods are equal or disjoint.
 */
export function offersOf(pool: Pick<CostPool, "costs" | "allocations">): Offer[] {
  const posted = pool.allocations.filter(({ status }) => status === "posted");
  const offers = new Map<string, Offer>();
  const offer = ({ from, to }: { from: string; to: string }, open: boolean) => {
    const key = `${from} ${to}`;
    offers.set(key, { from, to, open: open || (offers.get(key)?.open ?? false) });
  };
  for (const cost of pool.costs) {
    const around = posted.find(({ from, to }) => from <= cost.from && cost.to <= to);
    offer(around ?? cost, !cost.allocated);
  }
  for (const run of posted) offer(run, false);
  return [...offers.values()].sort(
    (a, b) => Number(b.open) - Number(a.open) || (a.open ? 1 : -1) * a.from.localeCompare(b.from),
  );
}
