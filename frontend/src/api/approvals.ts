import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { type CallOff, callOffsKey, changes, type Decision } from "./call-offs";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { membersKey } from "./members";
import type { components } from "./schema.gen";

/** Who approved a call-off and who is asked next. */
export type CallOffApproval = components["schemas"]["CallOffApproval"];

/** An approval that a call-off needs. */
export type ApprovalStep = CallOffApproval["steps"][number];

/** Who approves a member's call-offs, by its own rules. */
export type ApprovalRules = components["schemas"]["ApprovalRules"];

/** A rule about approvals. */
export type ApprovalRule = components["schemas"]["ApprovalRule"];

/** Who approved a call-off, who is asked next, and what it was before it was changed. */
export function approvalQuery(id: string) {
  return queryOptions({
    queryKey: [...callOffsKey, "approval", id],
    queryFn: () => body(client.GET("/call-offs/{id}/approval", { params: { path: { id } } })),
  });
}

/** Changes what was placed; lines that are left out are removed. */
export const changeCallOff: Act<Decision & components["schemas"]["ChangeCallOff"], CallOff> = {
  run: ({ id, version, lines, reason }) =>
    body(
      client.POST("/call-offs/{id}/change", {
        params: { path: { id }, header: ifMatch(version) },
        body: { lines, reason },
      }),
    ),
  changes,
};

/** A member's rules and deputies. */
export function approvalRulesQuery(id: string) {
  return queryOptions({
    queryKey: [...membersKey, "approvals", id],
    queryFn: () => body(client.GET("/members/{id}/approvals", { params: { path: { id } } })),
  });
}

const rulesChange = [membersKey, callOffsKey, eventsKey];

/** Decides about the rules from a day on. */
export const setApprovalRules: Act<
  { id: string; version: number } & components["schemas"]["SetApprovalRules"],
  ApprovalRules
> = {
  run: ({ id, version, ...rules }) =>
    body(
      client.PUT("/members/{id}/approvals", {
        params: { path: { id }, header: ifMatch(version) },
        body: rules,
      }),
    ),
  changes: rulesChange,
};

/** Has somebody approve in the place of oneself or another. */
export const nameDeputy: Act<{ id: string } & components["schemas"]["NameDeputy"], ApprovalRules> = {
  run: ({ id, ...deputy }, intent) =>
    body(client.POST("/members/{id}/deputies", { params: { path: { id }, header: intent }, body: deputy })),
  changes: rulesChange,
};

/** Takes a deputyship back. */
export const endDeputy: Act<{ id: string; deputyId: string }, ApprovalRules> = {
  run: (path) => body(client.POST("/members/{id}/deputies/{deputyId}/end", { params: { path } })),
  changes: rulesChange,
};
