import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** Which officers of a tender have proven that they can use their key. */
export type Drill = components["schemas"]["Drill"];

/** The drill of a published tender. */
export function drillQuery(tenderId: string) {
  return queryOptions({
    queryKey: [...tendersKey, "drill", tenderId],
    queryFn: () => body(client.GET("/tenders/{id}/drill", { params: { path: { id: tenderId } } })),
  });
}

/** Asks for something that only the officer's key decrypts, in base64. */
export const beginDrill: Act<string, string> = {
  run: async (tenderId) =>
    (await body(client.POST("/tenders/{id}/drill", { params: { path: { id: tenderId } } }))).challenge,
  changes: [],
};

/** Gives what was decrypted, which proves the key. */
export const answerDrill: Act<{ tenderId: string; answer: string }, Drill> = {
  run: ({ tenderId, answer }) =>
    body(client.POST("/tenders/{id}/drill/answer", { params: { path: { id: tenderId } }, body: { answer } })),
  changes: [tendersKey, todoKey, eventsKey],
};
