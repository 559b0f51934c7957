import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import type { components } from "./schema.gen";

/** A member's account over a period. */
export type Statement = components["schemas"]["Statement"];

/** What a member owes, or is owed. */
export type Balance = components["schemas"]["BalanceList"]["items"][number];

/** A period of contract days, both ends included; an end that is left out is the server's choice. */
export interface Period {
  from?: string | undefined;
  to?: string | undefined;
}

/** The key under which everything about statements is kept. */
export const statementsKey = ["statements"] as const;

/** The balances of the members whose accounts one may see, by name. */
export const balancesQuery = queryOptions({
  queryKey: [...statementsKey, "balances"],
  queryFn: async () => (await body(client.GET("/statements"))).items,
});

/** One member's account over a period. */
export function statementQuery(memberId: string, period: Period) {
  return queryOptions({
    queryKey: [...statementsKey, "one", memberId, period],
    queryFn: () =>
      body(client.GET("/statements/{memberId}", { params: { path: { memberId }, query: period } })),
  });
}
