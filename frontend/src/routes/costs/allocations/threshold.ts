import type { Allocation, Share } from "../../../api/allocations";
import { compareDecimals } from "../../../lib/decimal";

/**
 * The smallest remainder that got one of the cents left over, among those with whom a share competes: the
 * members of its group, or all of them. Nothing if no cent was left over, or if it is not for one to see.
 */
export function thresholdOf(
  allocation: Pick<Allocation, "groups" | "shares" | "thresholdRemainder">,
  share: Share,
): string | undefined {
  if (allocation.groups.length === 0) return allocation.thresholdRemainder;
  return allocation.shares
    .filter(({ group, extra, held }) => group === share.group && extra && !held)
    .map(({ remainder }) => remainder)
    .reduce<string | undefined>(
      (least, remainder) => (least && compareDecimals(least, remainder) <= 0 ? least : remainder),
      undefined,
    );
}

/** How many cents were left over where a share competes. */
export function unitsLeftFor(allocation: Pick<Allocation, "groups" | "unitsLeft">, share: Share): number {
  const group = allocation.groups.find(({ name }) => name === share.group);
  return group ? group.unitsLeft : allocation.unitsLeft;
}
