import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { accountsKey } from "./cost-pools";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { statementsKey } from "./statements";
import { todoKey } from "./todo";

/** Days that are closed, with the statements issued for them. */
export type Closing = components["schemas"]["Closing"];

/** What a closing would issue, and what is still open in its days. */
export type ClosingPreview = components["schemas"]["ClosingPreview"];

const closingsKey = ["closings"] as const;

/** The closings, the newest first. */
export const closingsQuery = queryOptions({
  queryKey: [...closingsKey, "list"],
  queryFn: async () => (await body(client.GET("/closings"))).items,
});

/** What closing all days through one would do; changes nothing. */
export function closingPreviewQuery(through: string) {
  return queryOptions({
    queryKey: [...closingsKey, "preview", through],
    queryFn: () => body(client.GET("/closings/preview", { params: { query: { through } } })),
    staleTime: 0,
  });
}

/** Closes all days through one and issues the statements. */
export const closeThrough: Act<{ through: string }, Closing> = {
  run: (closing, intent) => body(client.POST("/closings", { params: { header: intent }, body: closing })),
  changes: [closingsKey, statementsKey, accountsKey, todoKey, eventsKey],
};
