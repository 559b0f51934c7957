import { body, client } from "./client";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** A pooled tender in a list. */
export type TenderSummary = components["schemas"]["TenderSummary"];

/** The key under which everything about tenders is kept. */
export const tendersKey = ["tenders"] as const;

/** The tenders one may see, the newest first. */
export const tendersQuery = pagedQuery([...tendersKey, "list"], (cursor) =>
  body(client.GET("/tenders", { params: { query: { cursor } } })),
);
