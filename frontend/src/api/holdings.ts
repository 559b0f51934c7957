import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";

/** A licence that a member holds. */
export type Licence = components["schemas"]["Licence"];

/** A contract that a member may call off from. */
export type HeldContract = components["schemas"]["HeldContract"];

const holdingsKey = ["holdings"] as const;

/** What a member holds for a time. */
export function holdingsQuery(memberId: string) {
  return queryOptions({
    queryKey: [...holdingsKey, memberId],
    queryFn: () => body(client.GET("/holdings", { params: { query: { memberId } } })),
  });
}

/** Records the term of a licence. */
export const recordLicence: Act<components["schemas"]["RecordLicence"], Licence> = {
  run: (licence) => body(client.POST("/licences", { body: licence })),
  changes: [holdingsKey, eventsKey],
};

/** Notes that a licence was cancelled. */
export const cancelLicence: Act<{ id: string; version: number }, Licence> = {
  run: ({ id, version }) =>
    body(client.POST("/licences/{id}/cancel", { params: { path: { id }, header: ifMatch(version) } })),
  changes: [holdingsKey, eventsKey],
};
