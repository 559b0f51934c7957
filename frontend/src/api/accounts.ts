import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import { accountsKey } from "./cost-pools";
import type { components } from "./schema.gen";

/** An account of the ledger with its balance. */
export type Account = components["schemas"]["Account"];

/** What an account belongs to. */
export type AccountKind = components["schemas"]["AccountKind"];

/** An account over a period. */
export type AccountStatement = components["schemas"]["AccountStatement"];

/** A period of contract days, both ends included; an end that is left out is the server's choice. */
export interface Period {
  from?: string | undefined;
  to?: string | undefined;
}

/** The accounts one may see, with their balances at the end of a day; of today unless one is given. */
export function accountsQuery(asOf: string | undefined) {
  return queryOptions({
    queryKey: [...accountsKey, "list", asOf],
    queryFn: () => body(client.GET("/accounts", { params: { query: { asOf } } })),
  });
}

/** The fewest transfers found that would clear all balances. */
export function nettingQuery(asOf: string | undefined) {
  return queryOptions({
    queryKey: [...accountsKey, "netting", asOf],
    queryFn: () => body(client.GET("/accounts/netting", { params: { query: { asOf } } })),
  });
}

/** One account over a period. */
export function accountQuery(id: string, period: Period) {
  return queryOptions({
    queryKey: [...accountsKey, "one", id, period],
    queryFn: () => body(client.GET("/accounts/{id}", { params: { path: { id }, query: period } })),
  });
}

/** A member's account over a period. */
export function memberAccountQuery(memberId: string, period: Period) {
  return queryOptions({
    queryKey: [...accountsKey, "member", memberId, period],
    queryFn: () =>
      body(client.GET("/accounts/members/{memberId}", { params: { path: { memberId }, query: period } })),
  });
}
