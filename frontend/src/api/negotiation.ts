import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { type Tender, type TenderStep, tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** Where a negotiated procedure stands: its rounds of bids, and what was talked about. */
export type Negotiation = components["schemas"]["Negotiation"];

/** A call for the bids of a further round. */
export type BidCall = components["schemas"]["BidCall"];

/** The minute of a talk with a bidder. */
export type Talk = components["schemas"]["Talk"];

/** All of it for the cooperative; a supplier reads the calls that it was called by. */
export function negotiationQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "negotiation", id],
    queryFn: () => body(client.GET("/tenders/{id}/negotiation", { params: { path: { id } } })),
  });
}

/** Keeps the minute of a talk with a bidder. */
export const recordTalk: Act<{ id: string } & components["schemas"]["TalkInput"], Negotiation> = {
  run: ({ id, ...talk }, intent) =>
    body(client.POST("/tenders/{id}/talks", { params: { path: { id }, header: intent }, body: talk })),
  changes: [tendersKey, eventsKey],
};

/** Ends the round of bids and calls all who remain for further ones. */
export const callForBids: Act<TenderStep & components["schemas"]["BidCallInput"], Tender> = {
  run: ({ id, version, ...call }) =>
    body(
      client.POST("/tenders/{id}/bid-calls", {
        params: { path: { id }, header: ifMatch(version) },
        body: call,
      }),
    ),
  changes: [tendersKey, todoKey, eventsKey],
};
