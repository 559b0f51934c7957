import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { type CostKey, costPoolsKey } from "./cost-pools";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { statementsKey } from "./statements";
import { todoKey } from "./todo";

/** A split of a cost among members, with the explanation of every share. */
export type Allocation = components["schemas"]["Allocation"];

/** What one member bears, and how that comes about. */
export type Share = components["schemas"]["Share"];

/** What the check of an allocation against its own data found. */
export type Recomputation = components["schemas"]["Recomputation"];

const allocationsKey = ["allocations"] as const;

/** One allocation. */
export function allocationQuery(id: string) {
  return queryOptions({
    queryKey: [...allocationsKey, "one", id],
    queryFn: () => body(client.GET("/allocations/{id}", { params: { path: { id } } })),
  });
}

/** Splits a pool under a key as a draft, with the weights as a snapshot. */
export const draftAllocation: Act<{ poolId: string; key: CostKey }, Allocation> = {
  run: ({ poolId, key }, intent) =>
    body(
      client.POST("/cost-pools/{id}/allocations", {
        params: { path: { id: poolId }, header: intent },
        body: { key },
      }),
    ),
  changes: [costPoolsKey, allocationsKey, todoKey, eventsKey],
};

/** Posts a draft to the ledger; another person than the one who drafted it. */
export const postAllocation: Act<{ id: string; version: number }, Allocation> = {
  run: ({ id, version }) =>
    body(client.POST("/allocations/{id}/post", { params: { path: { id }, header: ifMatch(version) } })),
  changes: [costPoolsKey, allocationsKey, statementsKey, todoKey, eventsKey],
};

/** Computes the shares anew and compares them with what is stored and posted. Asked for by a click each time. */
export const recomputeAllocation: Act<{ id: string }, Recomputation> = {
  run: ({ id }) => body(client.GET("/allocations/{id}/recomputation", { params: { path: { id } } })),
  changes: [],
};
