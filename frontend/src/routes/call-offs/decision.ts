import type { CallOff } from "../../api/call-offs";
import type { Session } from "../../api/session";
import type { ToDo } from "../../api/todo";

/** Why a person may not do something with a call-off. */
export type Hindrance = "not-approver" | "own-submission";

type Person = Pick<Session, "person" | "roles">;

function holds(session: Person, role: "buyer" | "approver", memberId: string): boolean {
  return session.roles.some((held) => held.role === role && held.organisation.id === memberId);
}

/** Whether the decision concerns the person at all: it belongs to the call-off's member. */
export function concerns(session: Person, callOff: CallOff): boolean {
  return holds(session, "buyer", callOff.member.id) || holds(session, "approver", callOff.member.id);
}

/** Why the person may not approve or reject; undefined if nothing is known against it. */
export function hindranceOf(
  session: Person,
  callOff: CallOff,
  tasks: readonly ToDo[],
): Hindrance | undefined {
  if (!holds(session, "approver", callOff.member.id)) return "not-approver";
  // The server tells who submitted it by name only, and offers as a task only what others submitted: of two
  // persons of one name the other one still decides.
  const offered = tasks.some((task) => task.kind === "calloff-approve" && task.objectId === callOff.id);
  return callOff.createdBy === session.person.name && !offered ? "own-submission" : undefined;
}

/** Whether the person may cancel the call-off as it stands. */
export function mayCancel(session: Person, callOff: CallOff): boolean {
  const standing = callOff.status === "submitted" || callOff.status === "placed";
  return standing && concerns(session, callOff);
}
