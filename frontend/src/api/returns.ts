import type { Act } from "./act";
import { type CallOff, changes, type Decision } from "./call-offs";
import { body, client, ifMatch } from "./client";
import type { components } from "./schema.gen";

/** What a member wanted to give back of a call-off. */
export type Return = components["schemas"]["Return"];

/** Asks the supplier to take something back. */
export const askReturn: Act<Decision & components["schemas"]["AskReturn"], CallOff> = {
  run: ({ id, version, ...asked }) =>
    body(
      client.POST("/call-offs/{id}/returns", {
        params: { path: { id }, header: ifMatch(version) },
        body: asked,
      }),
    ),
  changes,
};

type ReturnDecision = Decision & { number: number };

/** The supplier takes it back; quantity and amount are free again. */
export const agreeReturn: Act<ReturnDecision, CallOff> = {
  run: ({ id, number, version }) =>
    body(
      client.POST("/call-offs/{id}/returns/{number}/agree", {
        params: { path: { id, number }, header: ifMatch(version) },
      }),
    ),
  changes,
};

/** The supplier does not take it back. */
export const declineReturn: Act<ReturnDecision & { reason: string }, CallOff> = {
  run: ({ id, number, version, reason }) =>
    body(
      client.POST("/call-offs/{id}/returns/{number}/decline", {
        params: { path: { id, number }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** The member keeps what it has. */
export const withdrawReturn: Act<ReturnDecision, CallOff> = {
  run: ({ id, number, version }) =>
    body(
      client.POST("/call-offs/{id}/returns/{number}/withdraw", {
        params: { path: { id, number }, header: ifMatch(version) },
      }),
    ),
  changes,
};
