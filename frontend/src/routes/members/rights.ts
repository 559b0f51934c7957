import type { Session } from "../../api/session";

/** Whether a person sets the member's approval limit: the procurement office, or the member's approver. */
export function maySetLimit(session: Pick<Session, "roles">, memberId: string): boolean {
  return session.roles.some(
    ({ role, organisation }) =>
      (role === "procurement-officer" && organisation.kind === "cooperative") ||
      (role === "approver" && organisation.id === memberId),
  );
}

/** Whether a person sees where the member's statements go: whoever bills, and the member's own people. */
export function seesBillingAddress(session: Pick<Session, "roles">, memberId: string): boolean {
  return session.roles.some(
    ({ role, organisation }) =>
      organisation.id === memberId ||
      (organisation.kind === "cooperative" &&
        (role === "finance-officer" || role === "board-member" || role === "auditor")),
  );
}

/** Whether a person decides who approves what the member calls off. */
export function decidesRules(session: Pick<Session, "roles">, memberId: string): boolean {
  return session.roles.some(
    ({ role, organisation }) =>
      organisation.id === memberId && (role === "administrator" || role === "approver"),
  );
}

/** Whether a person sees who approves what the member calls off. */
export function seesRules(session: Pick<Session, "roles">, memberId: string): boolean {
  return session.roles.some(
    ({ role, organisation }) =>
      (organisation.id === memberId && ["administrator", "approver", "buyer", "auditor"].includes(role)) ||
      (organisation.kind === "cooperative" &&
        ["procurement-officer", "finance-officer", "board-member", "auditor"].includes(role)),
  );
}
