import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
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

/** All members by name, for those who have to know who has not answered yet. */
export const allMembersQuery = queryOptions({
  queryKey: [...membersKey, "all"],
  queryFn: async () => {
    const members: Member[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await body(client.GET("/members", { params: { query: { cursor, limit: 200 } } }));
      members.push(...page.items);
      cursor = page.next;
    }
    return members;
  },
  staleTime: 60_000,
});

/** Admits a public body of the directory. */
export const admitMember: Act<components["schemas"]["AdmitMember"], Member> = {
  run: (admission, intent) => body(client.POST("/members", { params: { header: intent }, body: admission })),
  changes: [membersKey, eventsKey],
};

/** Sets the value above which a second person approves a call-off. */
export const setApprovalLimit: Act<{ id: string; version: number; approvalLimit: string }, Member> = {
  run: ({ id, version, approvalLimit }) =>
    body(
      client.PUT("/members/{id}/approval-limit", {
        params: { path: { id }, header: ifMatch(version) },
        body: { approvalLimit },
      }),
    ),
  changes: [membersKey, eventsKey],
};

/** Takes the inhabitants of all members over from the directory as it is now. */
export const restatePopulations: Act<void, { changed: number; year?: number }> = {
  run: () => body(client.POST("/members/populations")),
  changes: [membersKey, eventsKey],
};
