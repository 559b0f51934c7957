import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** A demand round with its live totals and the needs one may see. */
export type Round = components["schemas"]["Round"];

/** An item of a round with the totals of all members. */
export type RoundItem = Round["items"][number];

/** What one member needs of an item. */
export type Need = Round["needs"][number];

/** A round in a list. */
export type RoundSummary = components["schemas"]["RoundSummary"];

/** Where a round stands. */
export type RoundStatus = components["schemas"]["RoundStatus"];

/** A round to be drafted. */
export type CreateRound = components["schemas"]["CreateRound"];

/** The key under which everything about rounds is kept. */
export const roundsKey = ["rounds"] as const;

/** How often an open round is asked for its totals. */
const pollMs = 4000;

/** The rounds one may see, the newest first. */
export const roundsQuery = pagedQuery([...roundsKey, "list"], (cursor) =>
  body(client.GET("/rounds", { params: { query: { cursor } } })),
);

/** One round; its totals are live as long as it is open. */
export function roundQuery(id: string) {
  return queryOptions({
    queryKey: [...roundsKey, "one", id],
    queryFn: () => body(client.GET("/rounds/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && takesNeeds(state.data) ? pollMs : false),
  });
}

/** A statement of a need in the history of a round. */
export type RoundChange = components["schemas"]["RoundChange"];

/** The history of a round's needs in one's sight, the newest first. */
export const roundChangesQuery = (id: string) =>
  pagedQuery([...roundsKey, "changes", id], (cursor) =>
    body(client.GET("/rounds/{id}/changes", { params: { path: { id }, query: { cursor } } })),
  );

const changes = [roundsKey, todoKey, eventsKey];

/** Drafts a round. */
export const createRound: Act<CreateRound, Round> = {
  run: (round, intent) => body(client.POST("/rounds", { params: { header: intent }, body: round })),
  changes,
};

/** A step of the version of a round that was looked at. */
export interface RoundStep {
  id: string;
  version: number;
}

/** Asks the members for their needs. */
export const openRound: Act<RoundStep, Round> = {
  run: ({ id, version }) =>
    body(client.POST("/rounds/{id}/open", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Has packs filled and minimum orders reached until a new closing time. */
export const topUpRound: Act<RoundStep & { closesAt: string }, Round> = {
  run: ({ id, version, closesAt }) =>
    body(
      client.POST("/rounds/{id}/top-up", {
        params: { path: { id }, header: ifMatch(version) },
        body: { closesAt },
      }),
    ),
  changes,
};

/** Whether needs are stated in a round, unless it has closed. */
export const takesNeeds = ({ status }: Pick<Round, "status">) => status === "open" || status === "topping-up";

/** Fixes the needs and writes the snapshot. */
export const freezeRound: Act<RoundStep, Round> = {
  run: ({ id, version }) =>
    body(client.POST("/rounds/{id}/freeze", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Ends the round for good. */
export const cancelRound: Act<RoundStep & { reason: string }, Round> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/rounds/{id}/cancel", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** What a member needs of some items of a round; the others keep their quantities. */
export interface StateNeeds {
  roundId: string;
  memberId: string;
  needs: components["schemas"]["StateNeeds"]["needs"];
}

/** States a member's needs. */
export const stateNeeds: Act<StateNeeds, Round> = {
  run: ({ roundId, memberId, needs }, intent) =>
    body(
      client.PUT("/rounds/{id}/needs/{memberId}", {
        params: { path: { id: roundId, memberId }, header: intent },
        body: { needs },
      }),
    ),
  changes,
};
