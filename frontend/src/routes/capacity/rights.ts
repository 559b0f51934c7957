import type { Session } from "../../api/session";

/** Whom the energy reports of all sites are open to: the people of the cooperative that oversee it. */
const overseers: readonly string[] = ["procurement-officer", "finance-officer", "board-member", "auditor"];

/** Whether a person reads the energy reports of the data centers. */
export function readsEnergyReports(session: Pick<Session, "roles">): boolean {
  return session.roles.some(
    ({ role, organisation }) => organisation.kind === "cooperative" && overseers.includes(role),
  );
}
