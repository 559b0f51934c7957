import type { Act } from "./act";
import { body, client } from "./client";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** What was done, or refused. */
export type Event = components["schemas"]["Event"];

/** What the verification of everything found. */
export type Verification = components["schemas"]["Verification"];

/** Whose events are wanted; left out, everybody's that one may see. */
export interface EventFilter {
  objectType?: string | undefined;
  objectId?: string | undefined;
}

/** The key under which everything about events is kept. */
export const eventsKey = ["events"] as const;

/** The events one may see, the newest first. */
export function eventsQuery(filter: EventFilter) {
  return pagedQuery([...eventsKey, filter], (cursor) =>
    body(client.GET("/events", { params: { query: { ...filter, cursor } } })),
  );
}

/** Verifies every row against its event and every event against the signed log, which is an event itself. */
export const verifyAudit: Act<void, Verification> = {
  run: () => body(client.POST("/audit/verification")),
  changes: [eventsKey],
};
