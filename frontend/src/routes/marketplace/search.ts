import type { CatalogueFacet, CatalogueSearch, Category } from "../../api/catalogue";
import type { LicenceReason } from "../../api/holdings";
import { isDecimal } from "../../lib/decimal";

/** What a search can be narrowed by, in the order in which it is offered. */
export const facets = [
  "category",
  "delivery",
  "manufacturer",
  "supplier",
  "framework",
  "label",
  "cpv",
] as const;

/** The name of something that a search can be narrowed by. */
export type Facet = CatalogueFacet["facet"];

/** The orders in which offers can stand; without one they stand by relevance. */
export const orders = ["name", "price", "price-desc"] as const;

/** What the address of the marketplace says: what is looked for, how much of it, and for whom. */
export interface MarketSearch extends Partial<Record<Facet, string[]>> {
  q?: string;
  quantity?: string;
  order?: (typeof orders)[number];
  priceFrom?: string;
  priceTo?: string;
  memberId?: string;
}

/** What the address of an order says: with what it begins, and for whom it is. */
export interface OrderSearch {
  item?: string;
  quantity?: string;
  memberId?: string;
  /** Begins with what the basket holds of the contract. */
  basket?: true;
  /** The licence that the order follows, and why. */
  licence?: string;
  reason?: LicenceReason;
}

const reasons: readonly LicenceReason[] = ["true-up", "renewal"];

/** The kinds of items, in the order in which they are offered. */
export const categories: readonly Category[] = ["hardware", "software", "service", "data-center"];

/** Reads the search of the marketplace from an address; what is not understood is left out. */
export function marketSearch(search: Record<string, unknown>): MarketSearch {
  const order = orders.find((known) => known === search.order);
  const read: MarketSearch = {
    ...text("q", search.q),
    ...quantity(search.quantity),
    ...(order && { order }),
    ...price("priceFrom", search.priceFrom),
    ...price("priceTo", search.priceTo),
    ...text("memberId", search.memberId),
  };
  for (const facet of facets) {
    const chosen = values(facet, search[facet]);
    if (chosen.length > 0) read[facet] = chosen;
  }
  return read;
}

/** How many values are chosen to narrow the search. */
export function narrowness(search: MarketSearch): number {
  const bounds = [search.priceFrom, search.priceTo].filter((bound) => bound !== undefined).length;
  return facets.reduce((sum, facet) => sum + (search[facet]?.length ?? 0), bounds);
}

function values(facet: Facet, chosen: unknown): string[] {
  const list = (Array.isArray(chosen) ? chosen : [chosen]).map((value) =>
    typeof value === "number" ? String(value) : value,
  );
  const named = list.filter((value): value is string => typeof value === "string" && value !== "");
  const known =
    facet === "category" ? named.filter((value) => categories.some((name) => name === value)) : named;
  return known.slice(0, 50);
}

/** Reads the beginning of an order from an address; what is not understood is left out. */
export function orderSearch(search: Record<string, unknown>): OrderSearch {
  const reason = reasons.find((known) => known === search.reason);
  return {
    ...text("item", search.item),
    ...quantity(search.quantity),
    ...text("memberId", search.memberId),
    ...(search.basket === true && { basket: true }),
    ...text("licence", search.licence),
    ...(reason && { reason }),
  };
}

/** What the address of a comparison says: up to four items, and for whom. */
export function compareSearch(search: Record<string, unknown>): { id: string[]; memberId?: string } {
  const named = (Array.isArray(search.id) ? search.id : [search.id]).filter(
    (id): id is string => typeof id === "string" && id !== "",
  );
  return { id: named.slice(0, 4), ...text("memberId", search.memberId) };
}

/** What the server is asked for. */
export function catalogueSearch(search: MarketSearch, memberId: string): CatalogueSearch {
  const { category, delivery, ...others } = search;
  return {
    ...others,
    // Addresses hold no others: marketSearch has read them.
    ...(category && { category: category as Category[] }),
    ...(delivery && { delivery: delivery as NonNullable<CatalogueSearch["delivery"]> }),
    quantity: search.quantity ?? "1",
    memberId,
  };
}

function text<Key extends string>(key: Key, value: unknown): { [K in Key]?: string } {
  const found = typeof value === "number" ? String(value) : value;
  return typeof found === "string" && found !== ""
    ? ({ [key]: found.slice(0, 100) } as Record<Key, string>)
    : {}; // a computed key loses its type
}

function price<Key extends string>(key: Key, value: unknown): { [K in Key]?: string } {
  const found = String(value ?? "");
  return /^\d{1,9}(\.\d{1,6})?$/.test(found) ? ({ [key]: found } as Record<Key, string>) : {}; // a computed key loses its type
}

// The router reads 25 in an address as a number.
function quantity(value: unknown): { quantity?: string } {
  const found = String(value ?? "");
  return isDecimal(found) && /^\d{1,9}(\.\d{1,3})?$/.test(found) ? { quantity: found } : {};
}
