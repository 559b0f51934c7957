import type { Reservation } from "../../api/capacity";

/** Whether it can be changed: one change at a time, what is proposed is decided first. */
export function alterable({ status, proposed = [] }: Pick<Reservation, "status" | "proposed">): boolean {
  return (status === "approved" || status === "active") && proposed.length === 0;
}

/** Whether it only asks for something: to be decided, offered, or on the waiting list. */
export function asks({ status }: Pick<Reservation, "status">): boolean {
  return status === "requested" || status === "offered" || status === "waiting";
}

/** Whether it can go over to another member, and did not yet. */
export function goesOver(reservation: Pick<Reservation, "status" | "proposed" | "successor">): boolean {
  return (alterable(reservation) || asks(reservation)) && !reservation.successor;
}
