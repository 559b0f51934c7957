import type { Reservation } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Readonly<Record<Reservation["status"], BadgeTone>> = {
  requested: "info",
  approved: "success",
  active: "success",
  ended: "neutral",
  released: "neutral",
  waiting: "info",
  offered: "warning",
  rejected: "danger",
  withdrawn: "neutral",
};

/** The state of a reservation. */
export function ReservationBadge(props: { status: Reservation["status"] }) {
  const text = useText(capacityText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}
