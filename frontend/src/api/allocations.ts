import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { accountsKey, costPoolsKey, costReportsKey, type Days, type Run } from "./cost-pools";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** A split of the costs of some days among members, with the explanation of every share. */
export type Allocation = components["schemas"]["Allocation"];

/** An allocation in a list. */
export type AllocationSummary = components["schemas"]["AllocationSummary"];

/** What one member bears, and how that comes about. */
export type Share = components["schemas"]["Share"];

/** What a group of members bears together. */
export type GroupShare = components["schemas"]["GroupShare"];

/** What was drafted for all pools, and what was not. */
export type DraftedAllocations = components["schemas"]["DraftedAllocations"];

/** What the check of an allocation against its own data found. */
export type Recomputation = components["schemas"]["Recomputation"];

const allocationsKey = ["allocations"] as const;
const drafted = [costPoolsKey, allocationsKey, todoKey, eventsKey];
const posted = [...drafted, accountsKey, costReportsKey];

/** The drafts that wait for a second officer, the oldest first. */
export const draftsQuery = queryOptions({
  queryKey: [...allocationsKey, "drafts"],
  queryFn: async () => (await body(client.GET("/allocations"))).items,
});

/** One allocation. */
export function allocationQuery(id: string) {
  return queryOptions({
    queryKey: [...allocationsKey, "one", id],
    queryFn: () => body(client.GET("/allocations/{id}", { params: { path: { id } } })),
  });
}

/** Splits the costs of some days as a draft, with the weights as a snapshot. */
export const draftAllocation: Act<{ poolId: string; run: Run }, Allocation> = {
  run: ({ poolId, run }, intent) =>
    body(
      client.POST("/cost-pools/{id}/allocations", {
        params: { path: { id: poolId }, header: intent },
        body: run,
      }),
    ),
  changes: drafted,
};

/** Drafts the runs of all pools with costs of some days that are not allocated. */
export const draftAllocations: Act<Days, DraftedAllocations> = {
  run: (days, intent) => body(client.POST("/allocations/drafts", { params: { header: intent }, body: days })),
  changes: drafted,
};

/** Posts a draft to the ledger; another person than the one who drafted it. */
export const postAllocation: Act<{ id: string; version: number }, Allocation> = {
  run: ({ id, version }) =>
    body(client.POST("/allocations/{id}/post", { params: { path: { id }, header: ifMatch(version) } })),
  changes: posted,
};

/** Posts several drafts of other officers, all or none. */
export const postAllocations: Act<{ allocationIds: string[] }, AllocationSummary[]> = {
  run: async (chosen) => (await body(client.POST("/allocations/post", { body: chosen }))).items,
  changes: posted,
};

/** Books the posted amounts with the opposite sign, once; another person than the one who posted them. */
export const reverseAllocation: Act<{ id: string; version: number; reason: string }, Allocation> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/allocations/{id}/reverse", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes: posted,
};

/** Computes the shares anew and compares them with what is stored and posted. Asked for by a click each time. */
export const recomputeAllocation: Act<{ id: string }, Recomputation> = {
  run: ({ id }) => body(client.GET("/allocations/{id}/recomputation", { params: { path: { id } } })),
  changes: [],
};
