import { queryOptions, skipToken } from "@tanstack/react-query";
import type { Act } from "./act";
import { catalogueKey } from "./catalogue";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { frameworksKey } from "./frameworks";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** What several members call off together, with everybody's share. */
export type JointCallOff = components["schemas"]["JointCallOff"];

/** A joint call-off in a list. */
export type JointSummary = components["schemas"]["JointCallOffSummary"];

/** What a participant bears, and why. */
export type JointShare = components["schemas"]["JointShare"];

/** By what a joint call-off is divided. */
export type JointKey = components["schemas"]["JointKey"];

/** What is asked for when several members call off together. */
export type PlaceJoint = components["schemas"]["PlaceJointCallOff"];

/** What the shares of a joint call-off follow from. */
export type QuoteJoint = components["schemas"]["QuoteJointCallOff"];

/** What each would bear of a joint call-off. */
export type JointQuote = components["schemas"]["JointQuote"];

/** What a participant bears or would bear, and why. */
export type BorneShare = components["schemas"]["BorneShare"];

const jointsKey = ["joint-call-offs"] as const;

/** The joint call-offs of one's members, the newest first. */
export const jointsQuery = pagedQuery([...jointsKey, "list"], (cursor) =>
  body(client.GET("/joint-call-offs", { params: { query: { cursor } } })),
);

/** One joint call-off. */
export function jointQuery(id: string) {
  return queryOptions({
    queryKey: [...jointsKey, "one", id],
    queryFn: () => body(client.GET("/joint-call-offs/{id}", { params: { path: { id } } })),
  });
}

/** The members that may take part in call-offs from a contract. */
export function participantsQuery(frameworkId: string) {
  return queryOptions({
    queryKey: [...frameworksKey, "participants", frameworkId],
    queryFn: () =>
      body(client.GET("/frameworks/{id}/participants", { params: { path: { id: frameworkId } } })),
    enabled: frameworkId !== "",
  });
}

/** What each would bear; nothing is reserved by asking. */
export function jointQuoteQuery(wish: QuoteJoint | null) {
  return queryOptions({
    queryKey: [...catalogueKey, "joint-quote", wish],
    queryFn: wish ? () => body(client.POST("/joint-call-offs/quote", { body: wish })) : skipToken,
  });
}

const changes = [jointsKey, ["call-offs"], catalogueKey, frameworksKey, todoKey, eventsKey];

/** Reserves what several members want, and asks each to agree. */
export const placeJoint: Act<PlaceJoint, JointCallOff> = {
  run: (order, intent) => body(client.POST("/joint-call-offs", { params: { header: intent }, body: order })),
  changes,
};

/** A member's share in the version that was looked at. */
export interface ShareDecision {
  id: string;
  memberId: string;
  version: number;
}

/** Agrees to a share. */
export const agreeToShare: Act<ShareDecision & { budgetCode: string }, JointCallOff> = {
  run: ({ id, memberId, version, budgetCode }) =>
    body(
      client.POST("/joint-call-offs/{id}/shares/{memberId}/agree", {
        params: { path: { id, memberId }, header: ifMatch(version) },
        body: { budgetCode },
      }),
    ),
  changes,
};

/** Declines a share. */
export const declineShare: Act<ShareDecision & { reason: string }, JointCallOff> = {
  run: ({ id, memberId, version, reason }) =>
    body(
      client.POST("/joint-call-offs/{id}/shares/{memberId}/decline", {
        params: { path: { id, memberId }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};
