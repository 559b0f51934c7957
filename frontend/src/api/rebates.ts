import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { costPoolsKey } from "./cost-pools";
import { eventsKey } from "./events";
import { frameworksKey } from "./frameworks";
import { pricesKey } from "./prices";
import type { components } from "./schema.gen";

/** What a volume reached together gives back, with its derivation to the cent. */
export type Rebate = components["schemas"]["Rebate"];

/** A rebate in a list. */
export type RebateSummary = components["schemas"]["RebateSummary"];

/** One rebate with the lines that one may see. */
export function rebateQuery(id: string) {
  return queryOptions({
    queryKey: [...pricesKey, "rebate", id],
    queryFn: () => body(client.GET("/rebates/{id}", { params: { path: { id } } })),
  });
}

/** What would be given back on an item now. */
export function rebateDueQuery(itemId: string) {
  return queryOptions({
    queryKey: [...pricesKey, "rebate-due", itemId],
    queryFn: () => body(client.GET("/framework-items/{id}/rebate", { params: { path: { id: itemId } } })),
    retry: false,
  });
}

/** Writes down what is due and drafts its split among the members. */
export const grantRebate: Act<{ itemId: string; vatRate: string }, Rebate> = {
  run: ({ itemId, vatRate }, intent) =>
    body(
      client.POST("/framework-items/{id}/rebates", {
        params: { path: { id: itemId }, header: intent },
        body: { vatRate },
      }),
    ),
  changes: [frameworksKey, costPoolsKey, eventsKey],
};
