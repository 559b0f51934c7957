import type { TenderStatus } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Record<TenderStatus, BadgeTone> = {
  draft: "neutral",
  "in-review": "warning",
  requests: "info",
  selection: "warning",
  published: "info",
  "deadline-passed": "warning",
  opened: "info",
  evaluating: "info",
  "award-proposed": "warning",
  standstill: "warning",
  awarded: "success",
  cancelled: "danger",
};

/** The state of a tender in a word. */
export function TenderBadge(props: { status: TenderStatus }) {
  const text = useText(tendersText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}
