import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** Where the scoring of a tender's bids stands, as the reader may see it. */
export type Scoring = components["schemas"]["Scoring"];

/** A person on the panel, or one who was. */
export type Evaluator = Scoring["evaluators"][number];

/** A bid with the lots it bids for and what was found when it was examined. */
export type ScoringBid = Scoring["bids"][number];

/** What a bid is examined for. */
export type Aspect = components["schemas"]["ExaminationAspect"];

/** A score of a bid in a lot under a criterion, with its reason. */
export type SheetScore = components["schemas"]["SheetScore"];

/** What a place comes to when all sheets are open. */
export type Judgement = Scoring["judgements"][number];

/** How often is asked whether others are done. */
const pollMs = 15_000;

/** The scoring of a tender's bids; asked for again until it is locked. */
export function scoringQuery(tenderId: string) {
  return queryOptions({
    queryKey: [...tendersKey, "scoring", tenderId],
    queryFn: () => body(client.GET("/tenders/{id}/scoring", { params: { path: { id: tenderId } } })),
    refetchInterval: ({ state }) => (state.data?.phase === "locked" ? false : pollMs),
  });
}

const changes = [tendersKey, todoKey, eventsKey];

interface OfTender {
  id: string;
}

interface Versioned extends OfTender {
  /** Of the panel, or of one's own sheet. */
  version: number;
}

/** Appoints the panel. */
export const appointPanel: Act<OfTender & components["schemas"]["AppointPanel"], Scoring> = {
  run: ({ id, evaluators, spreadLimit }, header) =>
    body(
      client.POST("/tenders/{id}/panel", {
        params: { path: { id }, header },
        body: { evaluators, spreadLimit },
      }),
    ),
  changes,
};

/** Declares one's own interest. */
export const declareInterest: Act<OfTender & components["schemas"]["DeclareInterest"], Scoring> = {
  run: ({ id, ...declaration }) =>
    body(client.POST("/tenders/{id}/panel/declaration", { params: { path: { id } }, body: declaration })),
  changes,
};

/** Declares one's own interest before examining bids. */
export const declareExaminer: Act<OfTender & components["schemas"]["DeclareInterest"], Scoring> = {
  run: ({ id, ...declaration }) =>
    body(
      client.POST("/tenders/{id}/examinations/declaration", { params: { path: { id } }, body: declaration }),
    ),
  changes,
};

/** Puts another person in the place of an evaluator. */
export const replaceEvaluator: Act<Versioned & components["schemas"]["ReplaceEvaluator"], Scoring> = {
  run: ({ id, version, ...replacement }) =>
    body(
      client.POST("/tenders/{id}/panel/replacements", {
        params: { path: { id }, header: ifMatch(version) },
        body: replacement,
      }),
    ),
  changes,
};

/** Records what was found of a bid. */
export const examineBid: Act<OfTender & components["schemas"]["ExamineBid"], Scoring> = {
  run: ({ id, ...found }) =>
    body(client.POST("/tenders/{id}/examinations", { params: { path: { id } }, body: found })),
  changes,
};

/** Puts scores into one's own sheet. */
export const writeSheet: Act<Versioned & { scores: SheetScore[] }, Scoring> = {
  run: ({ id, version, scores }) =>
    body(
      client.PUT("/tenders/{id}/sheet", {
        params: { path: { id }, header: ifMatch(version) },
        body: { scores },
      }),
    ),
  changes,
};

/** Closes one's own sheet for good. */
export const handInSheet: Act<Versioned, Scoring> = {
  run: ({ id, version }) =>
    body(client.POST("/tenders/{id}/sheet/hand-in", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Proposes the score of a place. */
export const proposeConsensus: Act<OfTender & components["schemas"]["ProposeConsensus"], Scoring> = {
  run: ({ id, ...proposal }) =>
    body(client.POST("/tenders/{id}/consensus", { params: { path: { id } }, body: proposal })),
  changes,
};

/** Agrees to a proposal. */
export const confirmConsensus: Act<OfTender & { consensusId: string }, Scoring> = {
  run: ({ id, consensusId }) =>
    body(
      client.POST("/tenders/{id}/consensus/{consensusId}/confirm", {
        params: { path: { id, consensusId } },
      }),
    ),
  changes,
};

/** Locks the scores for good. */
export const lockScores: Act<Versioned, Scoring> = {
  run: ({ id, version }) =>
    body(client.POST("/tenders/{id}/scoring/lock", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};
