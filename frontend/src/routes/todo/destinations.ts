import type { components } from "../../api/schema.gen";
import type { ToDo } from "../../api/todo";
import { objectPath } from "../objects";

type Role = components["schemas"]["RoleName"];

/** Where a task is done: on its object's page, or where its step has a page of its own. */
export function taskPath(task: ToDo): string {
  switch (task.kind) {
    case "key-register":
    case "key-confirm":
      return "/keys";
    case "pool-allocate":
      return `/costs/${task.objectId}/run`;
    case "catalogue-approve":
      return `/frameworks/${task.objectId}?tab=catalogue`;
    case "sheet-accept":
    case "sheet-correct":
    case "services-close":
      return `/call-offs/${task.objectId}/services`;
    case "tender-open":
    case "tender-conclude":
    case "opening-stuck":
      return `/tenders/${task.objectId}/opening`;
    case "panel-appoint":
    case "panel-replace":
    case "panel-declare":
    case "bid-examine":
    case "bid-score":
    case "score-agree":
    case "scores-lock":
      return `/tenders/${task.objectId}/scoring`;
    default:
      return objectPath(task.objectType, task.objectId) ?? "/";
  }
}

/** What somebody of a role does when nothing waits, the most likely first. */
export type Way = "order" | "approvals" | "rounds" | "tenders" | "bid" | "costs" | "audit" | "members";

/** The addresses of the ways. */
export const wayPaths: Record<Way, string> = {
  order: "/marketplace",
  approvals: "/call-offs",
  rounds: "/demand",
  tenders: "/tenders",
  bid: "/tenders",
  costs: "/costs",
  audit: "/audit",
  members: "/members",
};

const waysOfRole: Partial<Record<Role, readonly Way[]>> = {
  buyer: ["order", "rounds"],
  approver: ["approvals"],
  "procurement-officer": ["rounds", "tenders"],
  "opening-officer": ["tenders"],
  evaluator: ["tenders"],
  "finance-officer": ["costs"],
  "board-member": ["tenders", "costs"],
  bidder: ["bid"],
  auditor: ["audit"],
  administrator: ["members"],
  delegate: ["rounds"],
  guest: ["rounds"],
};

/** The ways of all roles that a person holds, each once. */
export function waysOf(roles: readonly { role: Role }[]): Way[] {
  return [...new Set(roles.flatMap(({ role }) => waysOfRole[role] ?? []))];
}
