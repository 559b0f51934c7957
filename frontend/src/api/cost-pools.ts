import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { eventsKey } from "./events";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** A cost that members share, with its allocations. */
export type CostPool = components["schemas"]["CostPool"];

/** A cost pool in a list. */
export type CostPoolSummary = components["schemas"]["CostPoolSummary"];

/** By what a cost is split. */
export type CostKey = components["schemas"]["CostKey"];

/** What each member would bear. */
export type AllocationPreview = components["schemas"]["AllocationPreview"];

/** A cost to be shared. */
export type CreateCostPool = components["schemas"]["CreateCostPool"];

/** The key under which everything about cost pools is kept. */
export const costPoolsKey = ["cost-pools"] as const;

/** The cost pools one may see, the newest first. */
export const costPoolsQuery = pagedQuery([...costPoolsKey, "list"], (cursor) =>
  body(client.GET("/cost-pools", { params: { query: { cursor } } })),
);

/** One cost pool. */
export function costPoolQuery(id: string) {
  return queryOptions({
    queryKey: [...costPoolsKey, "one", id],
    queryFn: () => body(client.GET("/cost-pools/{id}", { params: { path: { id } } })),
  });
}

/** What each member would bear under a key; changes nothing. */
export function previewQuery(id: string, key: CostKey) {
  return queryOptions({
    queryKey: [...costPoolsKey, "preview", id, key],
    queryFn: () => body(client.GET("/cost-pools/{id}/preview", { params: { path: { id }, query: { key } } })),
  });
}

/** Collects a cost that members share. */
export const createCostPool: Act<CreateCostPool, CostPool> = {
  run: (pool, intent) => body(client.POST("/cost-pools", { params: { header: intent }, body: pool })),
  changes: [costPoolsKey, todoKey, eventsKey],
};
