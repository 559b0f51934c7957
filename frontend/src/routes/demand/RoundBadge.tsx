import type { RoundStatus } from "../../api/rounds";
import { demandText } from "../../text/demand";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Record<RoundStatus, BadgeTone> = {
  draft: "neutral",
  open: "info",
  "topping-up": "info",
  frozen: "success",
  tendered: "success",
  cancelled: "danger",
};

/** The state of a round in a word. */
export function RoundBadge(props: { status: RoundStatus }) {
  const text = useText(demandText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}
