import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { catalogueKey } from "./catalogue";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { frameworksKey } from "./frameworks";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** An order of a member out of a framework. */
export type CallOff = components["schemas"]["CallOff"];

/** A call-off in a list. */
export type CallOffSummary = components["schemas"]["CallOffSummary"];

/** Where a call-off stands. */
export type CallOffStatus = components["schemas"]["CallOffStatus"];

/** What a supplier said by now to what was placed. */
export type AnswerState = components["schemas"]["AnswerState"];

/** What is asked for when a call-off is placed. */
export type PlaceCallOff = components["schemas"]["PlaceCallOff"];

/** What a call-off would cost now, and what would stand against it. */
export type CallOffQuote = components["schemas"]["CallOffQuote"];

/** What is asked for when a quote is wanted. */
export type QuoteCallOff = components["schemas"]["QuoteCallOff"];

/** Which call-offs are wanted; what is left out does not bound the list. */
export interface CallOffFilter {
  status?: CallOffStatus | undefined;
  answer?: AnswerState | undefined;
  frameworkId?: string | undefined;
}

/** The key under which everything about call-offs is kept. */
export const callOffsKey = ["call-offs"] as const;

/** The call-offs one may see, the newest first. */
export function callOffsQuery(filter: CallOffFilter) {
  return pagedQuery([...callOffsKey, "list", filter], (cursor) =>
    body(client.GET("/call-offs", { params: { query: { ...filter, cursor } } })),
  );
}

/** One call-off. */
export function callOffQuery(id: string) {
  return queryOptions({
    queryKey: [...callOffsKey, "one", id],
    queryFn: () => body(client.GET("/call-offs/{id}", { params: { path: { id } } })),
  });
}

/** What a call-off would cost now; nothing is booked or reserved by asking. */
export function quoteQuery(order: QuoteCallOff) {
  return queryOptions({
    queryKey: [...catalogueKey, "quote", order],
    queryFn: () => body(client.POST("/call-offs/quote", { body: order })),
  });
}

/** An order or its end moves what remains everywhere. */
export const changes = [callOffsKey, catalogueKey, frameworksKey, todoKey, eventsKey];

/** Places a call-off; over the member's limit it waits for a second person. */
export const placeCallOff: Act<PlaceCallOff, CallOff> = {
  run: (order, intent) => body(client.POST("/call-offs", { params: { header: intent }, body: order })),
  changes,
};

/** A decision about the version of a call-off that was looked at. */
export interface Decision {
  id: string;
  version: number;
}

/** Approves what another person submitted. */
export const approveCallOff: Act<Decision, CallOff> = {
  run: ({ id, version }) =>
    body(client.POST("/call-offs/{id}/approve", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Rejects what another person submitted; what it reserved is given back. */
export const rejectCallOff: Act<Decision & { reason: string }, CallOff> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/call-offs/{id}/reject", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** Cancels before delivery; amount and quantities are given back. */
export const cancelCallOff: Act<Decision & { reason: string }, CallOff> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/call-offs/{id}/cancel", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** The whole list as a file, bounded as it is shown. */
export const downloadCallOffs: Act<{ format: "csv" | "xlsx"; filter: CallOffFilter }, Blob> = {
  // The contract says text; the client is told to read a blob.
  run: async ({ format, filter }) =>
    (await body(
      client.GET(`/call-offs.${format}`, { params: { query: filter }, parseAs: "blob" }),
    )) as unknown as Blob,
  changes: [],
};
