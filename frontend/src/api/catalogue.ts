import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import { pagedQuery } from "./pages";
import { Problem } from "./problem";
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

/**
 * One item with the total of a quantity. The interface finds items by their words, so the item's own name is
 * looked for; an item that is no longer offered is not found.
 */
export function pricedItemQuery(item: { itemId: string; name: string }, memberId: string, quantity: string) {
  return queryOptions({
    queryKey: [...catalogueKey, "item", item.itemId, memberId, quantity],
    queryFn: async () => {
      const query = { memberId, q: item.name.slice(0, 100), quantity, limit: 200 };
      const { items } = await body(client.GET("/catalogue", { params: { query } }));
      const found = items.find(({ itemId }) => itemId === item.itemId);
      if (!found)
        throw new Problem({ type: "about:blank", title: "", status: 404, code: "object.not-found" });
      return found;
    },
  });
}
