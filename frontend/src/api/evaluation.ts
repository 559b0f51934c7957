import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { type TenderStep, tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** The opened bids compared, lot by lot. */
export type Evaluation = components["schemas"]["Evaluation"];

/** The comparison of one lot. */
export type EvaluatedLot = Evaluation["lots"][number];

/** A bid as it stands in a lot. */
export type EvaluatedBid = EvaluatedLot["bids"][number];

/** Points for a bid in a lot, with the reason. */
export type Score = components["schemas"]["Scores"]["scores"][number];

/** The evaluation of a tender whose bids are opened. */
export function evaluationQuery(tenderId: string) {
  return queryOptions({
    queryKey: [...tendersKey, "evaluation", tenderId],
    queryFn: () => body(client.GET("/tenders/{id}/evaluation", { params: { path: { id: tenderId } } })),
  });
}

const changes = [tendersKey, todoKey, eventsKey];

/** Gives points; a second score replaces the first. */
export const scoreBids: Act<TenderStep & { scores: Score[] }, Evaluation> = {
  run: ({ id, version, scores }) =>
    body(
      client.PUT("/tenders/{id}/scores", {
        params: { path: { id }, header: ifMatch(version) },
        body: { scores },
      }),
    ),
  changes,
};

/** Takes a bid out of the competition. */
export const excludeBid: Act<TenderStep & { bidId: string; reason: string }, Evaluation> = {
  run: ({ id, version, bidId, reason }) =>
    body(
      client.POST("/tenders/{id}/exclusions", {
        params: { path: { id }, header: ifMatch(version) },
        body: { bidId, reason },
      }),
    ),
  changes,
};

/** Ends the scoring, so that the prices may be opened. */
export const lockScores: Act<TenderStep, Evaluation> = {
  run: ({ id, version }) =>
    body(client.POST("/tenders/{id}/scores/lock", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};
