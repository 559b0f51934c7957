import type { CatalogueSearch, Category } from "../../api/catalogue";
import { isDecimal } from "../../lib/decimal";

/** What the address of the marketplace says: what is looked for, how much of it, and for whom. */
export interface MarketSearch {
  q?: string;
  category?: Category;
  quantity?: string;
  memberId?: string;
}

/** What the address of an order says: with what it begins, and for whom it is. */
export interface OrderSearch {
  item?: string;
  quantity?: string;
  memberId?: string;
}

/** The kinds one can filter by, in the order in which they are offered. */
export const categories: readonly Category[] = ["hardware", "software", "service", "data-center"];

/** Reads the search of the marketplace from an address; what is not understood is left out. */
export function marketSearch(search: Record<string, unknown>): MarketSearch {
  const category = categories.find((known) => known === search.category);
  return {
    ...text("q", search.q),
    ...(category && { category }),
    ...quantity(search.quantity),
    ...text("memberId", search.memberId),
  };
}

/** Reads the beginning of an order from an address; what is not understood is left out. */
export function orderSearch(search: Record<string, unknown>): OrderSearch {
  return { ...text("item", search.item), ...quantity(search.quantity), ...text("memberId", search.memberId) };
}

/** What the server is asked for. */
export function catalogueSearch(search: MarketSearch, memberId: string): CatalogueSearch {
  return { q: search.q, category: search.category, quantity: search.quantity ?? "1", memberId };
}

function text<Key extends string>(key: Key, value: unknown): { [K in Key]?: string } {
  const found = typeof value === "number" ? String(value) : value;
  return typeof found === "string" && found !== ""
    ? ({ [key]: found.slice(0, 100) } as Record<Key, string>)
    : {}; // a computed key loses its type
}

// The router reads 25 in an address as a number.
function quantity(value: unknown): { quantity?: string } {
  const found = String(value ?? "");
  return isDecimal(found) && /^\d{1,9}(\.\d{1,3})?$/.test(found) ? { quantity: found } : {};
}
