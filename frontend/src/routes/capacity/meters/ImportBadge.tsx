import type { ReadingImport } from "../../../api/meters";
import { metersText } from "../../../text/meters";
import { useText } from "../../../text/text";
import { Badge, type BadgeTone } from "../../../ui/Badge";

const tones: Record<ReadingImport["state"], BadgeTone> = {
  waiting: "neutral",
  running: "info",
  complete: "success",
  cancelled: "warning",
  unreadable: "danger",
  open: "warning",
};

/** How a delivery of readings stands. */
export function ImportBadge(props: { state: ReadingImport["state"] }) {
  const text = useText(metersText);
  return <Badge tone={tones[props.state]}>{text.states[props.state]}</Badge>;
}
