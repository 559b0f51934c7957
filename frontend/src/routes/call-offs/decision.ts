import type { CallOff } from "../../api/call-offs";
import type { Session } from "../../api/session";

type Person = Pick<Session, "person" | "roles">;

function holds(session: Person, role: "buyer" | "approver", memberId: string): boolean {
  return session.roles.some((held) => held.role === role && held.organisation.id === memberId);
}

/** Whether the decision concerns the person at all: it belongs to the call-off's member. */
export function concerns(session: Person, callOff: CallOff): boolean {
  return holds(session, "buyer", callOff.member.id) || holds(session, "approver", callOff.member.id);
}

/** Whether the person may cancel the call-off as it stands. */
export function mayCancel(session: Person, callOff: CallOff): boolean {
  const standing = callOff.status === "submitted" || callOff.status === "placed";
  return standing && concerns(session, callOff);
}
