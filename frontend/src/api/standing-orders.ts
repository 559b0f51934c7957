import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { changes as callOffChanges, type Decision } from "./call-offs";
import { body, client, ifMatch } from "./client";
import type { components } from "./schema.gen";

/** What a member calls off again and again. */
export type StandingOrder = components["schemas"]["StandingOrder"];

/** How often it recurs. */
export type StandingInterval = components["schemas"]["StandingInterval"];

const standingKey = ["standing-orders"] as const;

/** The standing orders of one's members, the newest first. */
export const standingOrdersQuery = queryOptions({
  queryKey: [...standingKey, "list"],
  queryFn: () => body(client.GET("/standing-orders")),
});

/** One standing order with what it placed. */
export function standingOrderQuery(id: string) {
  return queryOptions({
    queryKey: [...standingKey, "one", id],
    queryFn: () => body(client.GET("/standing-orders/{id}", { params: { path: { id } } })),
  });
}

const changes = [standingKey, ...callOffChanges];

/** Has something called off again and again. */
export const setUpStanding: Act<components["schemas"]["SetUpStandingOrder"], StandingOrder> = {
  run: (order, intent) => body(client.POST("/standing-orders", { params: { header: intent }, body: order })),
  changes,
};

/** Gives the approval that is next. */
export const approveStanding: Act<Decision, StandingOrder> = {
  run: ({ id, version }) =>
    body(
      client.POST("/standing-orders/{id}/approve", { params: { path: { id }, header: ifMatch(version) } }),
    ),
  changes,
};

/** Turns it down. */
export const rejectStanding: Act<Decision & { reason: string }, StandingOrder> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/standing-orders/{id}/reject", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** Orders nothing for the time being. */
export const pauseStanding: Act<Decision, StandingOrder> = {
  run: ({ id, version }) =>
    body(client.POST("/standing-orders/{id}/pause", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Goes on with the next of its days. */
export const resumeStanding: Act<Decision, StandingOrder> = {
  run: ({ id, version }) =>
    body(client.POST("/standing-orders/{id}/resume", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Ends it. */
export const endStanding: Act<Decision & { reason: string }, StandingOrder> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/standing-orders/{id}/end", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};
