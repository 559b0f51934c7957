import type { Allocation, GroupShare, Share } from "../../../api/allocations";
import { compareDecimals } from "../../../lib/decimal";

type Stage = Pick<
  Allocation,
  "groups" | "scheme" | "shares" | "thresholdRemainder" | "unitsLeft" | "weightSum"
>;

/** The group in which a share is rounded; nothing where all members are rounded together. */
function groupOf({ groups, scheme }: Pick<Stage, "groups" | "scheme">, share: Share): GroupShare | undefined {
  return scheme.rounding === "per-stage" ? groups.find(({ name }) => name === share.group) : undefined;
}

/**
 * The smallest remainder that got one of the cents left over, among those with whom a share competes: its group,
 * or all members. Nothing if no cent was left over, or if it is not for one to see.
 */
export function thresholdOf(allocation: Stage, share: Share): string | undefined {
  if (!groupOf(allocation, share)) return allocation.thresholdRemainder;
  return allocation.shares
    .filter(({ group, extra, held }) => group === share.group && extra && !held)
    .map(({ remainder }) => remainder)
    .reduce<string | undefined>(
      (least, remainder) => (least && compareDecimals(least, remainder) <= 0 ? least : remainder),
      undefined,
    );
}

/** How many cents were left over where a share competes. */
export function unitsLeftFor(allocation: Stage, share: Share): number {
  return (groupOf(allocation, share) ?? allocation).unitsLeft;
}

/** The sum of the weights among which a share's weight counts. */
export function weightSumFor(allocation: Stage, share: Share): string {
  return (groupOf(allocation, share) ?? allocation).weightSum;
}
