import { infiniteQueryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import type { components, operations } from "./schema.gen";

/** An item that a member may call off, with the price of a quantity and what remains of its maxima. */
export type CatalogueItem = components["schemas"]["CatalogueItem"];

/** What a search has found, and how it can be narrowed. */
export type CataloguePage = components["schemas"]["CataloguePage"];

/** Something that a search can be narrowed by, with the number of items each value would give. */
export type CatalogueFacet = components["schemas"]["CatalogueFacet"];

/** The kinds of items. */
export type Category = components["schemas"]["Category"];

/** What is looked for, and for whom. */
export type CatalogueSearch = NonNullable<operations["searchCatalogue"]["parameters"]["query"]>;

/** The key under which everything about the catalogue is kept. */
export const catalogueKey = ["catalogue"] as const;

/** The items that match, the best first. */
export function catalogueQuery(search: CatalogueSearch) {
  return infiniteQueryOptions({
    queryKey: [...catalogueKey, "search", search],
    queryFn: ({ pageParam }): Promise<CataloguePage> =>
      body(
        client.GET("/catalogue", {
          params: { query: { ...search, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}
