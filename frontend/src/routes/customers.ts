import type { Session } from "../api/session";

/** A member for which a person sees the marketplace, and whether the person may order for it. */
export interface Customer {
  id: string;
  name: string;
  buys: boolean;
}

/** The members for which a person buys or approves, each once, those one buys for first. */
export function customersOf(session: Pick<Session, "roles">): Customer[] {
  const customers = new Map<string, Customer>();
  for (const wanted of ["buyer", "approver"] as const) {
    for (const { role, organisation } of session.roles) {
      if (role !== wanted || organisation.kind !== "member" || customers.has(organisation.id)) continue;
      customers.set(organisation.id, {
        id: organisation.id,
        name: organisation.name,
        buys: role === "buyer",
      });
    }
  }
  return [...customers.values()];
}
