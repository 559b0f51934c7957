import { body, client } from "./client";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** An item that a member may call off, with the price of a quantity and what remains of its maxima. */
export type CatalogueItem = components["schemas"]["CatalogueItem"];

/** The kinds of items. */
export type Category = components["schemas"]["Category"];

/** What is looked for, and for whom. */
export interface CatalogueSearch {
  memberId?: string | undefined;
  q?: string | undefined;
  category?: Category | undefined;
  quantity?: string | undefined;
}

/** The key under which everything about the catalogue is kept. */
export const catalogueKey = ["catalogue"] as const;

/** The items that match, by name. */
export function catalogueQuery(search: CatalogueSearch) {
  return pagedQuery([...catalogueKey, "search", search], (cursor) =>
    body(client.GET("/catalogue", { params: { query: { ...search, cursor } } })),
  );
}
