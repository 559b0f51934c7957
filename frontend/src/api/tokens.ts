import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import type { components } from "./schema.gen";

/** An API token of mine; its secret only when it is new. */
export type Token = components["schemas"]["Token"];

const tokensKey = ["tokens"] as const;

/** My API tokens, and what a new one may cover. */
export const tokensQuery = queryOptions({
  queryKey: tokensKey,
  queryFn: () => body(client.GET("/tokens")),
});

/** Makes a token and tells its secret. */
export const makeToken: Act<components["schemas"]["MakeToken"], Token> = {
  run: (wanted) => body(client.POST("/tokens", { body: wanted })),
  changes: [tokensKey],
};

/** Ends a token. */
export const revokeToken: Act<Pick<Token, "id" | "version">, Token> = {
  run: ({ id, version }) =>
    body(client.POST("/tokens/{id}/revoke", { params: { path: { id }, header: ifMatch(version) } })),
  changes: [tokensKey],
};
