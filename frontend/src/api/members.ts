import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** A public body that belongs to the cooperative. */
export type Member = components["schemas"]["Member"];

/** What kind of body a member is. */
export type MemberKind = components["schemas"]["MemberKind"];

/** Which members are wanted; what is left out does not bound the list. */
export interface MemberSearch {
  q?: string | undefined;
  kind?: MemberKind | undefined;
}

/** The key under which everything about members is kept. */
export const membersKey = ["members"] as const;

/** The cooperative's members, by name. */
export function membersQuery(search: MemberSearch) {
  return pagedQuery([...membersKey, "list", search], (cursor) =>
    body(client.GET("/members", { params: { query: { ...search, cursor } } })),
  );
}

/** One member. */
export function memberQuery(id: string) {
  return queryOptions({
    queryKey: [...membersKey, "one", id],
    queryFn: () => body(client.GET("/members/{id}", { params: { path: { id } } })),
  });
}
