import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** Costs that members share, with grants and runs. */
export type CostPool = components["schemas"]["CostPool"];

/** A cost pool in a list. */
export type CostPoolSummary = components["schemas"]["CostPoolSummary"];

/** What kind of cost a pool collects. */
export type PoolKind = components["schemas"]["PoolKind"];

/** How the supplier's VAT is passed on. */
export type Regime = components["schemas"]["Regime"];

/** Whether each run is split by itself, or the running total. */
export type RunMode = components["schemas"]["RunMode"];

/** One cost of a pool. */
export type Cost = components["schemas"]["Cost"];

/** What somebody else gives towards a pool's costs. */
export type Grant = components["schemas"]["Grant"];

/** By what a cost is split. */
export type CostKey = components["schemas"]["CostKey"];

/** The rule by which a pool is shared. */
export type Scheme = components["schemas"]["Scheme"];

/** The days whose costs are split, and by which rule. */
export type Run = components["schemas"]["Run"];

/** Days, both ends included. */
export type Days = components["schemas"]["Days"];

/** The category of VAT under EN 16931. */
export type VatCategory = components["schemas"]["VatCategory"];

/** What each member would bear. */
export type AllocationPreview = components["schemas"]["AllocationPreview"];

/** A pool to be opened. */
export type CreateCostPool = components["schemas"]["CreateCostPool"];

/** A cost to be attached. */
export type AddCost = components["schemas"]["AddCost"];

/** A grant's decision to be recorded. */
export type AddGrant = components["schemas"]["AddGrant"];

/** The key under which everything about cost pools is kept. */
export const costPoolsKey = ["cost-pools"] as const;

/** The key under which everything about accounts is kept: what books changes them. */
export const accountsKey = ["accounts"] as const;

/** The key under which the flow of costs and the proof of reimbursement are kept. */
export const costReportsKey = ["cost-reports"] as const;

const booked = [costPoolsKey, accountsKey, costReportsKey, todoKey, eventsKey];

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

/** What each member would bear by a run; changes nothing. Refused at once: the input is wrong, not the line. */
export function previewQuery(id: string, run: Run) {
  return queryOptions({
    queryKey: [...costPoolsKey, "preview", id, run],
    queryFn: ({ signal }) =>
      body(client.POST("/cost-pools/{id}/preview", { params: { path: { id } }, body: run, signal })),
    retry: false,
  });
}

/** Opens a pool, with its first cost if one is given. */
export const createCostPool: Act<CreateCostPool, CostPool> = {
  run: (pool, intent) => body(client.POST("/cost-pools", { params: { header: intent }, body: pool })),
  changes: booked,
};

/** Lets more members share; what was posted changes by a correction only. */
export const joinCostPool: Act<{ id: string; memberIds: string[] }, CostPool> = {
  run: ({ id, memberIds }, intent) =>
    body(
      client.POST("/cost-pools/{id}/members", {
        params: { path: { id }, header: intent },
        body: { memberIds },
      }),
    ),
  changes: booked,
};

/** Attaches a cost and books it. */
export const addCost: Act<{ id: string; cost: AddCost }, CostPool> = {
  run: ({ id, cost }, intent) =>
    body(client.POST("/cost-pools/{id}/costs", { params: { path: { id }, header: intent }, body: cost })),
  changes: booked,
};

/** Attaches the call-offs of some days as one cost. */
export const addCallOffCost: Act<{ id: string; cost: components["schemas"]["AddCallOffCost"] }, CostPool> = {
  run: ({ id, cost }, intent) =>
    body(
      client.POST("/cost-pools/{id}/costs/from-call-offs", {
        params: { path: { id }, header: intent },
        body: cost,
      }),
    ),
  changes: booked,
};

/** Records the decision of a grant. */
export const addGrant: Act<{ id: string; grant: AddGrant }, CostPool> = {
  run: ({ id, grant }, intent) =>
    body(client.POST("/cost-pools/{id}/grants", { params: { path: { id }, header: intent }, body: grant })),
  changes: booked,
};

/** Closes a grant; what it did not give goes back to the funder. */
export const closeGrant: Act<{ id: string; version: number }, CostPool> = {
  run: ({ id, version }) =>
    body(client.POST("/grants/{id}/close", { params: { path: { id }, header: ifMatch(version) } })),
  changes: booked,
};
