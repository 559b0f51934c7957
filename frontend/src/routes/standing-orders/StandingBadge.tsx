import type { StandingOrder } from "../../api/standing-orders";
import { standingText } from "../../text/standing-orders";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Readonly<Record<StandingOrder["status"], BadgeTone>> = {
  submitted: "info",
  active: "success",
  paused: "neutral",
  failed: "warning",
  rejected: "danger",
  ended: "neutral",
};

/** The state of a standing order. */
export function StandingBadge(props: { status: StandingOrder["status"] }) {
  const text = useText(standingText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}
