import type { CatalogueItem } from "../../api/catalogue";
import { compareDecimals } from "../../lib/decimal";

/** What stands against calling off a quantity, and what remains of it. */
export type Obstacle =
  | { what: "quantity" | "value" | "quota"; remaining: string }
  | { what: "nothing" | "other" };

/** Why the server calls an item's quantity not orderable; undefined if it is. The first that is too small counts. */
export function obstacleOf(item: CatalogueItem): Obstacle | undefined {
  if (item.orderable) return undefined;
  if (compareDecimals(item.quantity, "0") <= 0) return { what: "nothing" };
  if (item.remainingQuantity !== undefined && compareDecimals(item.quantity, item.remainingQuantity) > 0)
    return { what: "quantity", remaining: item.remainingQuantity };
  if (item.remainingQuota !== undefined && compareDecimals(item.total, item.remainingQuota) > 0)
    return { what: "quota", remaining: item.remainingQuota };
  if (compareDecimals(item.total, item.remainingValue) > 0)
    return { what: "value", remaining: item.remainingValue };
  return { what: "other" };
}
