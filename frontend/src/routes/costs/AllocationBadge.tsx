import type { Allocation } from "../../api/allocations";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Record<Allocation["status"], BadgeTone> = {
  draft: "info",
  posted: "success",
  reversed: "neutral",
};

/** The state of an allocation in a word. */
export function AllocationBadge(props: { status: Allocation["status"] }) {
  const text = useText(costsText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}
