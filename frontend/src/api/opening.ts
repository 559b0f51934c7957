import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** Where the opening of a tender's bids stands. */
export type Opening = components["schemas"]["Opening"];

/** What an officer opens. */
export type Envelope = Opening["envelopes"][number];

/** What the two officers found. */
export type OpeningRecord = NonNullable<Opening["record"]>;

/** What an officer gives for one bid. */
export type Release = components["schemas"]["Releases"]["releases"][number];

/** An opening officer and the public key, if one is registered. */
export type OpeningKey = components["schemas"]["OpeningKey"];

/** How often is asked whether the deadline has passed or the other officer is done. */
const pollMs = 5000;

/** The opening of a tender's bids. It is asked for again until it is done. */
export function openingQuery(tenderId: string) {
  return queryOptions({
    queryKey: [...tendersKey, "opening", tenderId],
    queryFn: () => body(client.GET("/tenders/{id}/opening", { params: { path: { id: tenderId } } })),
    // Whoever holds the envelopes has all there is; fetching them again would only cost.
    refetchInterval: ({ state }) =>
      state.data && state.data.phase !== "done" && state.data.envelopes.length === 0 ? pollMs : false,
  });
}

const changes = [tendersKey, todoKey, eventsKey];

/** The opened envelopes of all bids. */
export interface Releasing {
  tenderId: string;
  releases: Release[];
}

/** The first officer's step. */
export const releaseOuter: Act<Releasing, Opening> = {
  run: ({ tenderId, releases }) =>
    body(
      client.POST("/tenders/{id}/opening/outer", { params: { path: { id: tenderId } }, body: { releases } }),
    ),
  changes,
};

/** The second officer's step, which writes the opening record. */
export const releaseInner: Act<Releasing, Opening> = {
  run: ({ tenderId, releases }) =>
    body(
      client.POST("/tenders/{id}/opening/inner", { params: { path: { id: tenderId } }, body: { releases } }),
    ),
  changes,
};

const openingKeysKey = ["opening-keys"] as const;

/** The opening officers of the cooperative and their public keys. */
export const openingKeysQuery = queryOptions({
  queryKey: openingKeysKey,
  queryFn: async () => (await body(client.GET("/opening-keys"))).items,
});

/** Registers one's own public key; tenders published before keep the former one. */
export const registerKey: Act<string, OpeningKey> = {
  run: (recipient) => body(client.PUT("/opening-keys/mine", { body: { recipient } })),
  changes: [openingKeysKey, tendersKey, todoKey, eventsKey],
};
