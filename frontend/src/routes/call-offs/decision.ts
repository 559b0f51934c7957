import type { CallOff } from "../../api/call-offs";
import type { OrderDispatch } from "../../api/dispatch";
import type { Session } from "../../api/session";

type Person = Pick<Session, "person" | "roles">;

function holds(session: Person, role: "buyer" | "approver", memberId: string): boolean {
  return session.roles.some((held) => held.role === role && held.organisation.id === memberId);
}

/** Whether the decision concerns the person at all: it belongs to the call-off's member. */
export function concerns(session: Person, callOff: CallOff): boolean {
  return holds(session, "buyer", callOff.member.id) || holds(session, "approver", callOff.member.id);
}

/** What the supplier said to the order, or nothing so far. */
type Answer = OrderDispatch["answer"];

/** Whether the person may cancel the call-off as it stands: not once it was confirmed as ordered, or something of it came back (G-CAL). */
export function mayCancel(session: Person, callOff: CallOff, answer: Answer): boolean {
  const standing = callOff.status === "submitted" || callOff.status === "placed";
  const bound = answer?.kind === "accepted" || callOff.returnedTotal !== undefined;
  return standing && !bound && concerns(session, callOff);
}

/** Whether the person may change what was placed: until its supplier has answered (G-CAL). */
export function mayChange(session: Person, callOff: CallOff, answer: Answer): boolean {
  return callOff.status === "placed" && !callOff.joint && !answer && concerns(session, callOff);
}
