import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { accountsKey } from "./cost-pools";
import { eventsKey } from "./events";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** What a member was billed for a period, or a credit note that cancels it. */
export type Statement = components["schemas"]["Statement"];

/** A statement in a list. */
export type StatementSummary = components["schemas"]["StatementSummary"];

/** How far a statement is. */
export type StatementStatus = components["schemas"]["StatementStatus"];

/** One line of a statement. */
export type StatementLine = Statement["lines"][number];

/** Who issues a statement, or to whom it goes. */
export type Party = components["schemas"]["Party"];

/** Which statements are wanted; what is left out does not bound the list. */
export interface StatementSearch {
  memberId?: string | undefined;
  status?: StatementStatus | undefined;
}

/** The key under which everything about statements is kept. */
export const statementsKey = ["statements"] as const;

/** The statements one may see, the newest first. */
export function statementsQuery(search: StatementSearch) {
  return pagedQuery([...statementsKey, "list", search], (cursor) =>
    body(client.GET("/statements", { params: { query: { ...search, cursor } } })),
  );
}

/** One statement. */
export function statementQuery(id: string) {
  return queryOptions({
    queryKey: [...statementsKey, "one", id],
    queryFn: () => body(client.GET("/statements/{id}", { params: { path: { id } } })),
  });
}

/** Books the payment of a statement's total. */
export const payStatement: Act<{ id: string; version: number; paidOn: string }, Statement> = {
  run: ({ id, version, paidOn }) =>
    body(
      client.POST("/statements/{id}/payment", {
        params: { path: { id }, header: ifMatch(version) },
        body: { paidOn },
      }),
    ),
  changes: [statementsKey, accountsKey, eventsKey],
};

/** Cancels a statement by a credit note, which is the answer. */
export const creditStatement: Act<{ id: string; version: number; reason: string }, Statement> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/statements/{id}/credit", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes: [statementsKey, accountsKey, eventsKey],
};

/** The forms in which a statement is taken along. */
export type StatementFormat = "pdf" | "xlsx" | "xrechnung";

/** A statement as a document. The answer is the file. */
export const downloadStatement: Act<{ id: string; format: StatementFormat }, Blob> = {
  run: async ({ id, format }) => {
    const wanted = { params: { path: { id } }, parseAs: "blob" } as const;
    // The contract says binary text; the client is told to read a blob.
    const files: Record<StatementFormat, () => Promise<{ data?: unknown }>> = {
      pdf: () => client.GET("/statements/{id}/pdf", wanted),
      xlsx: () => client.GET("/statements/{id}/xlsx", wanted),
      xrechnung: () => client.GET("/statements/{id}/xrechnung", wanted),
    };
    return (await body(files[format]())) as Blob;
  },
  changes: [],
};
