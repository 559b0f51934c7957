import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** A framework contract with its price list, maxima and quotas. */
export type Framework = components["schemas"]["Framework"];

/** A framework contract in a list. */
export type FrameworkSummary = components["schemas"]["FrameworkSummary"];

/** What an order needs to know of an item; one that came by catalogue has no maximum of its own. */
export type OrderItem = Pick<Framework["items"][number], "id" | "name" | "unit" | "price"> & {
  remainingQuantity?: string;
};

/** A contract with what can be ordered from it. */
export type OrderContract = Omit<Framework, "items"> & { items: OrderItem[] };

/** The key under which everything about frameworks is kept. */
export const frameworksKey = ["frameworks"] as const;

/** The framework contracts one may see, the newest first. */
export const frameworksQuery = pagedQuery([...frameworksKey, "list"], (cursor) =>
  body(client.GET("/frameworks", { params: { query: { cursor } } })),
);

/** One framework contract. */
export function frameworkQuery(id: string) {
  return queryOptions({
    queryKey: [...frameworksKey, "one", id],
    queryFn: () => body(client.GET("/frameworks/{id}", { params: { path: { id } } })),
  });
}
