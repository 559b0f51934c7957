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

/** How often the answers to an open round are asked for. */
const answersMs = 10_000;

/** A statement of a need in the history of a round. */
export type RoundChange = components["schemas"]["RoundChange"];

/** The history of a round's needs in one's sight, the newest first. */
export const roundChangesQuery = (round: Pick<Round, "id" | "status">) => ({
  ...pagedQuery([...roundsKey, "changes", round.id], (cursor) =>
    body(client.GET("/rounds/{id}/changes", { params: { path: { id: round.id }, query: { cursor } } })),
  ),
  refetchInterval: takesNeeds(round) ? answersMs : (false as const),
});

/** A member in a round: what it answered, or that it has not. */
export type RoundMember = components["schemas"]["RoundMember"];

/** The members that have answered a round, or that have not, by name. */
export const roundMembersQuery = (round: Pick<Round, "id" | "status">, answered: boolean) => ({
  ...pagedQuery([...roundsKey, "members", round.id, answered], (cursor) =>
    body(
      client.GET("/rounds/{id}/members", { params: { path: { id: round.id }, query: { answered, cursor } } }),
    ),
  ),
  refetchInterval: takesNeeds(round) ? answersMs : (false as const),
});

/** What one member needs in a round. */
export const memberNeedsQuery = (id: string, memberId: string) =>
  queryOptions({
    queryKey: [...roundsKey, "needs", id, memberId],
    queryFn: () => body(client.GET("/rounds/{id}/needs/{memberId}", { params: { path: { id, memberId } } })),
  });

/** What the members need of an item, and what so much more of it saves each. */
export const itemNeedsQuery = (id: string, itemId: string, more?: string) =>
  pagedQuery([...roundsKey, "items", id, itemId, more ?? ""], (cursor) =>
    body(
      client.GET("/rounds/{id}/items/{itemId}/needs", {
        params: { path: { id, itemId }, query: { more, cursor } },
      }),
    ),
  );

/** What so much more of an item would change for all together. */
export const whatIfQuery = (id: string, itemId: string, more: string) =>
  queryOptions({
    queryKey: [...roundsKey, "what-if", id, itemId, more],
    queryFn: () =>
      body(
        client.GET("/rounds/{id}/items/{itemId}/what-if", {
          params: { path: { id, itemId }, query: { more } },
        }),
      ),
  });

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

/** Fixes the needs and writes the snapshot, without needs that no budget holder confirmed if they are left out. */
export const freezeRound: Act<RoundStep & { leaveOut: boolean }, Round> = {
  run: ({ id, version, leaveOut }) =>
    body(
      client.POST("/rounds/{id}/freeze", {
        params: { path: { id }, query: leaveOut ? { leaveOut } : {}, header: ifMatch(version) },
      }),
    ),
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

/** What one of the reader's members has stated in a round whose needs are confirmed. */
export type RoundAnswer = NonNullable<Round["answers"]>[number];

/** Says as its budget holder that a member stands by so many of its statements. */
export const confirmNeeds: Act<{ roundId: string; memberId: string; statements: number }, Round> = {
  run: ({ roundId, memberId, statements }) =>
    body(
      client.POST("/rounds/{id}/needs/{memberId}/confirm", {
        params: { path: { id: roundId, memberId } },
        body: { statements },
      }),
    ),
  changes,
};

/** What somebody says about a round, or about one of its items. */
export type RoundComment = components["schemas"]["RoundComment"];

/** The comments on a round, the newest first. */
export const roundCommentsQuery = (round: Pick<Round, "id" | "status">) => ({
  ...pagedQuery([...roundsKey, "comments", round.id], (cursor) =>
    body(client.GET("/rounds/{id}/comments", { params: { path: { id: round.id }, query: { cursor } } })),
  ),
  refetchInterval: takesNeeds(round) ? answersMs : (false as const),
});

/** Says something about a round to all who see it. */
export const commentRound: Act<{ roundId: string } & components["schemas"]["CommentRound"], RoundComment> = {
  run: ({ roundId, ...comment }, intent) =>
    body(
      client.POST("/rounds/{id}/comments", {
        params: { path: { id: roundId }, header: intent },
        body: comment,
      }),
    ),
  changes: [[...roundsKey, "comments"], eventsKey],
};
