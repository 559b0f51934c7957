import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { type Tender, type TenderStep, tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** What a bidder is told of an award, and how it was sent. */
export type Letter = components["schemas"]["Letter"];

/** What a letter says of a lot. */
export type LetterLot = Letter["lots"][number];

/** A letter that goes out. */
export type SentLetter = components["schemas"]["SendLetters"]["letters"][number];

/** How a letter goes. */
export type DispatchMeans = components["schemas"]["DispatchMeans"];

/** An application to the procurement chamber. */
export type Review = components["schemas"]["Review"];

/** How a review ended. */
export type ReviewOutcome = components["schemas"]["ReviewOutcome"];

/** Why a lot is not awarded (VgV 63). */
export type NotAwardedGround = components["schemas"]["NotAwardedGround"];

/** The letters about a proposed award; a bidder's own ones only. */
export function lettersQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "letters", id],
    queryFn: () => body(client.GET("/tenders/{id}/letters", { params: { path: { id } } })),
  });
}

/** The reviews of a tender, the oldest first. */
export function reviewsQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "reviews", id],
    queryFn: async () =>
      (await body(client.GET("/tenders/{id}/reviews", { params: { path: { id } } }))).items,
  });
}

const changes = [tendersKey, todoKey, eventsKey];
const step = ({ id, version }: TenderStep) => ({ path: { id }, header: ifMatch(version) });

/** Lets the bidders be told. */
export const approveProposal: Act<TenderStep, Tender> = {
  run: (seen) => body(client.POST("/tenders/{id}/proposal/approve", { params: step(seen) })),
  changes,
};

/** Takes the tender back to its evaluation. */
export const returnProposal: Act<TenderStep & { reason: string }, Tender> = {
  run: ({ reason, ...seen }) =>
    body(client.POST("/tenders/{id}/proposal/return", { params: step(seen), body: { reason } })),
  changes,
};

/** Records that letters go out. */
export const sendLetters: Act<TenderStep & { letters: SentLetter[] }, Tender> = {
  run: ({ letters, ...seen }) =>
    body(client.POST("/tenders/{id}/letters", { params: step(seen), body: { letters } })),
  changes,
};

/** The letter to a bidder. The answer is the file. */
export const downloadLetter: Act<{ id: string; supplierId: string }, Blob> = {
  // The contract says binary text; the client is told to read a blob.
  run: async (path) =>
    (await body(
      client.GET("/tenders/{id}/letters/{supplierId}/pdf", { params: { path }, parseAs: "blob" }),
    )) as unknown as Blob,
  changes: [],
};

/** Holds up the award. */
export const recordReview: Act<{ id: string } & components["schemas"]["RecordReview"], Review> = {
  run: ({ id, ...review }, intent) =>
    body(client.POST("/tenders/{id}/reviews", { params: { path: { id }, header: intent }, body: review })),
  changes,
};

/** Lets it go on. */
export const endReview: Act<{ id: string; review: Review } & components["schemas"]["EndReview"], Review> = {
  run: ({ id, review, ...end }) =>
    body(
      client.POST("/tenders/{id}/reviews/{reviewId}/end", {
        params: { path: { id, reviewId: review.id }, header: ifMatch(review.version) },
        body: end,
      }),
    ),
  changes,
};
