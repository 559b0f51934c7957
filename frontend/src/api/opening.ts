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

/** What was found when the bids were opened, or one of their two envelopes. */
export type OpeningRecord = components["schemas"]["OpeningRecord"];

/** Which of the envelopes of a bid: quality, where points are given, is opened before the prices. */
export type EnvelopeKind = components["schemas"]["EnvelopeKind"];

/** What an officer gives for one bid. */
export type Release = components["schemas"]["Releases"]["releases"][number];

/** An opening officer and the public key, if one is registered. */
export type OpeningKey = components["schemas"]["OpeningKey"];

/** How often is asked whether the deadline has passed or another officer has released. */
const pollMs = 5000;

/** How often it is asked by whoever gets the envelopes with every answer. */
const pollWithEnvelopesMs = 20_000;

/** The opening of a tender's bids. It is asked for again until it is done. */
export function openingQuery(tenderId: string) {
  return queryOptions({
    queryKey: [...tendersKey, "opening", tenderId],
    queryFn: () => body(client.GET("/tenders/{id}/opening", { params: { path: { id: tenderId } } })),
    refetchInterval: ({ state: { data } }) => {
      if (!data || data.phase === "done") return false;
      return data.envelopes.length === 0 ? pollMs : pollWithEnvelopesMs;
    },
  });
}

const changes = [tendersKey, todoKey, eventsKey];

/** An officer's shares of all bids. */
export interface Releasing {
  tenderId: string;
  kind: EnvelopeKind;
  releases: Release[];
}

/** One officer's step; with the second one the bids are open and the record is written. */
export const releaseShares: Act<Releasing, Opening> = {
  run: ({ tenderId, ...shares }) =>
    body(client.POST("/tenders/{id}/opening/shares", { params: { path: { id: tenderId } }, body: shares })),
  changes,
};

/** Opens the bids where no release is awaited any more. */
export const concludeOpening: Act<string, Opening> = {
  run: (id) => body(client.POST("/tenders/{id}/opening/conclude", { params: { path: { id } } })),
  changes,
};

/** Which record: of a kind of envelope, and which opening of late bids, or 0. */
export interface RecordWanted {
  tenderId: string;
  kind: EnvelopeKind;
  round: number;
  supplement: number;
}

/** The record of an opening on paper. The answer is the file. */
export const downloadRecord: Act<RecordWanted, Blob> = {
  // The contract says binary text; the client is told to read a blob.
  run: async ({ tenderId, kind, round, supplement }) =>
    (await body(
      client.GET("/tenders/{id}/opening-record.pdf", {
        params: { path: { id: tenderId }, query: { kind, round, supplement } },
        parseAs: "blob",
      }),
    )) as unknown as Blob,
  changes: [],
};

/** The text that the record's hash is of, byte by byte. */
export const downloadRecordText: Act<RecordWanted, Blob> = {
  // The contract says text; the client is told to read a blob, so that no byte changes.
  run: async ({ tenderId, kind, round, supplement }) =>
    (await body(
      client.GET("/tenders/{id}/opening-record.txt", {
        params: { path: { id: tenderId }, query: { kind, round, supplement } },
        parseAs: "blob",
      }),
    )) as unknown as Blob,
  changes: [],
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

/** Vouches for another officer's key, whose fingerprint was compared. */
export const confirmKey: Act<{ personId: string; fingerprint: string }, OpeningKey> = {
  run: ({ personId, fingerprint }) =>
    body(
      client.POST("/opening-keys/{personId}/confirm", {
        params: { path: { personId } },
        body: { fingerprint },
      }),
    ),
  changes: [openingKeysKey, tendersKey, todoKey, eventsKey],
};
