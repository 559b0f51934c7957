import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** A version of a bid, without content. */
export type Bid = components["schemas"]["BidSummary"];

/** Where a version of a bid stands. */
export type BidStatus = components["schemas"]["BidStatus"];

/** What a bidder keeps as proof. */
export type BidReceipt = components["schemas"]["BidReceipt"];

/** An envelope of a bid, by its hashes. */
export type BidContainer = components["schemas"]["BidContainer"];

/** What a bidder's browser sealed. */
export type SealedBid = components["schemas"]["SealedBid"];

/** The bids of a tender in order of receipt; a bidder sees its own. */
export function bidsQuery(tenderId: string) {
  return queryOptions({
    queryKey: [...tendersKey, "bids", tenderId],
    queryFn: async () =>
      (await body(client.GET("/tenders/{id}/bids", { params: { path: { id: tenderId } } }))).items,
  });
}

const changes = [tendersKey, todoKey, eventsKey];

/** Hands in a sealed bid, or a new version of one's bid. */
export const handInBid: Act<{ tenderId: string; bid: SealedBid }, BidReceipt> = {
  run: ({ tenderId, bid }, intent) =>
    body(
      client.POST("/tenders/{id}/bids", { params: { path: { id: tenderId }, header: intent }, body: bid }),
    ),
  changes,
};

/** Takes one's bid back before the deadline. */
export const withdrawBid: Act<string, { items: Bid[] }> = {
  run: (tenderId, intent) =>
    body(client.POST("/tenders/{id}/bids/withdraw", { params: { path: { id: tenderId }, header: intent } })),
  changes,
};

/** The receipt of a version of a bid, given again. */
export const fetchReceipt: Act<{ tenderId: string; bidId: string }, BidReceipt> = {
  run: ({ tenderId, bidId }) =>
    body(client.GET("/tenders/{id}/bids/{bidId}/receipt", { params: { path: { id: tenderId, bidId } } })),
  changes: [],
};

/** Records that the bidder is not to blame for being late; the second person's record admits the bid. */
export const admitLateBid: Act<{ tenderId: string; bidId: string; reason: string }, Bid> = {
  run: ({ tenderId, bidId, reason }) =>
    body(
      client.POST("/tenders/{id}/bids/{bidId}/late-admission", {
        params: { path: { id: tenderId, bidId } },
        body: { reason },
      }),
    ),
  changes,
};
