import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { frameworksKey } from "./frameworks";
import { pagedQuery } from "./pages";
import { roundsKey } from "./rounds";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** A pooled tender in the extent one may see it. */
export type Tender = components["schemas"]["Tender"];

/** A lot of a tender: what is awarded as a whole. */
export type Lot = Tender["lots"][number];

/** An item of a lot: what is bid for. */
export type LotItem = Lot["items"][number];

/** Something that the rules ask for before the next step. */
export type Check = Tender["checks"][number];

/** A tender in a list. */
export type TenderSummary = components["schemas"]["TenderSummary"];

/** Where a tender stands. */
export type TenderStatus = components["schemas"]["TenderStatus"];

/** How bids are compared. */
export type EvaluationRules = components["schemas"]["EvaluationRules"];

/** What is scored, with a scale or with parts. */
export type Criterion = components["schemas"]["Criterion"];

/** What tells bids apart that are equal so far. */
export type Decider = components["schemas"]["Decider"];

/** By which method. */
export type EvaluationMethod = components["schemas"]["EvaluationMethod"];

/** How the maximum is divided among the members. */
export type QuotaMode = components["schemas"]["QuotaMode"];

/** How a tender is run. */
export type TenderWay = components["schemas"]["TenderWay"];

/** What allows to negotiate. */
export type NegotiationGround = components["schemas"]["NegotiationGround"];

/** A tender to be drafted. */
export type TenderDraft = components["schemas"]["TenderDraft"];

/** The key under which everything about tenders is kept: bids, opening and evaluation too. */
export const tendersKey = ["tenders"] as const;

/** The tenders one may see, the newest first. */
export const tendersQuery = pagedQuery([...tendersKey, "list"], (cursor) =>
  body(client.GET("/tenders", { params: { query: { cursor } } })),
);

/** How often a tender that takes bids is asked for: it closes by itself. */
const pollMs = 15_000;

/** One tender. */
export function tenderQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "one", id],
    queryFn: () => body(client.GET("/tenders/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === "published" ? pollMs : false),
  });
}

const changes = [tendersKey, roundsKey, todoKey, eventsKey];

/** Drafts a tender from a frozen round. */
export const createTender: Act<TenderDraft, Tender> = {
  run: (draft, intent) => body(client.POST("/tenders", { params: { header: intent }, body: draft })),
  changes,
};

/** An order that the suppliers of a contract are to compete for. */
export type StartCompetition = components["schemas"]["StartCompetition"];

/** Begins a mini-competition: a tender in review. */
export const startCompetition: Act<StartCompetition, Tender> = {
  run: (order, intent) =>
    body(client.POST("/mini-competitions", { params: { header: intent }, body: order })),
  changes,
};

/** A step of the version of a tender that was looked at. */
export interface TenderStep {
  id: string;
  version: number;
}

const step = ({ id, version }: TenderStep) => ({ path: { id }, header: ifMatch(version) });

/** Replaces a draft. */
export const reviseTender: Act<TenderStep & { draft: TenderDraft }, Tender> = {
  run: ({ draft, ...seen }) => body(client.PUT("/tenders/{id}", { params: step(seen), body: draft })),
  changes,
};

/** Hands the draft to a second officer. */
export const submitTender: Act<TenderStep, Tender> = {
  run: (seen) => body(client.POST("/tenders/{id}/submit", { params: step(seen) })),
  changes,
};

/** Gives it back as a draft. */
export const returnTender: Act<TenderStep & { reason: string }, Tender> = {
  run: ({ reason, ...seen }) =>
    body(client.POST("/tenders/{id}/return", { params: step(seen), body: { reason } })),
  changes,
};

/** Opens it for bids. */
export const publishTender: Act<TenderStep, Tender> = {
  run: (seen) => body(client.POST("/tenders/{id}/publish", { params: step(seen) })),
  changes,
};

/** Gives bidders more time. */
export const extendDeadline: Act<TenderStep & { deadline: string; reason: string }, Tender> = {
  run: ({ deadline, reason, ...seen }) =>
    body(client.POST("/tenders/{id}/deadline", { params: step(seen), body: { deadline, reason } })),
  changes,
};

/** Proposes another committee for a tender that takes bids. */
export const proposeCommittee: Act<TenderStep & { openingOfficers: string[]; reason: string }, Tender> = {
  run: ({ openingOfficers, reason, ...seen }) =>
    body(client.POST("/tenders/{id}/committee", { params: step(seen), body: { openingOfficers, reason } })),
  changes,
};

/** Puts the proposed committee in its place; bids that are in need to be sealed again. */
export const confirmCommittee: Act<TenderStep, Tender> = {
  run: (seen) => body(client.POST("/tenders/{id}/committee/confirm", { params: step(seen) })),
  changes,
};

/** Ends it without an award. */
export const cancelTender: Act<TenderStep & { reason: string }, Tender> = {
  run: ({ reason, ...seen }) =>
    body(client.POST("/tenders/{id}/cancel", { params: step(seen), body: { reason } })),
  changes,
};

/** Names the winners. */
export const proposeAward: Act<TenderStep & { proposal: components["schemas"]["ProposeAward"] }, Tender> = {
  run: ({ proposal, ...seen }) =>
    body(client.POST("/tenders/{id}/proposal", { params: step(seen), body: proposal })),
  changes,
};

/** Makes each awarded lot a framework contract. */
export const awardTender: Act<TenderStep, Tender> = {
  run: (seen) => body(client.POST("/tenders/{id}/award", { params: step(seen) })),
  changes: [...changes, frameworksKey],
};
