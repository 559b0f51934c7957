import type { Session } from "../../api/session";

/** Whether a person sets the member's approval limit: the procurement office, or the member's approver. */
export function maySetLimit(session: Pick<Session, "roles">, memberId: string): boolean {
  return session.roles.some(
    ({ role, organisation }) =>
      (role === "procurement-officer" && organisation.kind === "cooperative") ||
      (role === "approver" && organisation.id === memberId),
  );
}
