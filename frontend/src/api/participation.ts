import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { type Tender, type TenderStep, tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** The first stage of a restricted procedure. */
export type Participation = components["schemas"]["Participation"];

/** A request to participate. */
export type ParticipationRequest = components["schemas"]["ParticipationRequest"];

/** What comes of a request. */
export type Verdict = components["schemas"]["SelectionVerdict"];

/** One's own requests; all of them for officers, when the time for them is over. */
export function participationQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "requests", id],
    queryFn: () => body(client.GET("/tenders/{id}/requests", { params: { path: { id } } })),
  });
}

const changes = [tendersKey, todoKey, eventsKey];

/** Asks to take part, or replaces one's request. */
export const requestParticipation: Act<{ id: string; statement: string; answers: string[] }, Participation> =
  {
    run: ({ id, statement, answers }, intent) =>
      body(
        client.POST("/tenders/{id}/requests", {
          params: { path: { id }, header: intent },
          body: { statement, answers },
        }),
      ),
    changes,
  };

/** Takes one's request back. */
export const withdrawParticipation: Act<{ id: string }, Participation> = {
  run: ({ id }, intent) =>
    body(client.POST("/tenders/{id}/requests/withdraw", { params: { path: { id }, header: intent } })),
  changes,
};

/** Says of each request whether its supplier is invited. */
export const proposeSelection: Act<
  TenderStep & {
    deadline: string;
    decisions: { requestId: string; verdict: Verdict; reason: string }[];
  },
  Tender
> = {
  run: ({ id, version, ...selection }) =>
    body(
      client.POST("/tenders/{id}/selection", {
        params: { path: { id }, header: ifMatch(version) },
        body: selection,
      }),
    ),
  changes,
};

/** Invites those whom another officer chose. */
export const inviteChosen: Act<TenderStep, Tender> = {
  run: ({ id, version }) =>
    body(
      client.POST("/tenders/{id}/selection/invite", {
        params: { path: { id }, header: ifMatch(version) },
      }),
    ),
  changes,
};
