import type { ApprovalRules, CallOffApproval } from "../api/approvals";

/** Why call-offs would get stuck at a rule: nobody approves, fewer than it asks for, or a single person. */
export type Shortage = "nobody" | "too-few" | "alone";

/** What a rule lacks in the people of a member who approve: for one or two persons of the role, or for a named one. */
export function shortageOf(persons: number, approvers: ApprovalRules["approvers"]): Shortage | undefined {
  if (approvers.length === 0) return "nobody";
  if (approvers.length < persons) return "too-few";
  return approvers.length === 1 ? "alone" : undefined;
}

/** Whether the step that is next will get stuck: those who gave and those who can are fewer than it asks for. */
export function getsStuck(approval: Pick<CallOffApproval, "steps" | "waits">): boolean {
  const next = approval.steps.find((step) => step.next);
  return next !== undefined && next.given.length + approval.waits.length < next.persons;
}
