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

/** A licence with what was counted, and what was ordered because of it. */
export type LicenceHistory = components["schemas"]["LicenceHistory"];

/** Why an order follows a licence. */
export type LicenceReason = components["schemas"]["LicenceReason"];

/** One licence with all that followed it. */
export function licenceQuery(id: string) {
  return queryOptions({
    queryKey: [...holdingsKey, "licence", id],
    queryFn: () => body(client.GET("/licences/{id}", { params: { path: { id } } })),
  });
}

/** States how many seats were in use on a day. */
export const countLicence: Act<{ id: string; countedOn: string; used: number }, LicenceHistory> = {
  run: ({ id, ...counted }, intent) =>
    body(client.POST("/licences/{id}/counts", { params: { path: { id }, header: intent }, body: counted })),
  changes: [holdingsKey, eventsKey],
};

/** Has a call-off add seats to a licence, or renew it. */
export const followLicence: Act<{ id: string; callOffId: string; reason: LicenceReason }, LicenceHistory> = {
  run: ({ id, ...order }) =>
    body(client.POST("/licences/{id}/orders", { params: { path: { id } }, body: order })),
  changes: [holdingsKey, eventsKey],
};

/** Notes that a licence was cancelled. */
export const cancelLicence: Act<{ id: string; version: number }, Licence> = {
  run: ({ id, version }) =>
    body(client.POST("/licences/{id}/cancel", { params: { path: { id }, header: ifMatch(version) } })),
  changes: [holdingsKey, eventsKey],
};
