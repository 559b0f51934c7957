import type { Modification } from "../../api/contracts";
import { contractsText } from "../../text/contracts";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Record<Modification["status"], BadgeTone> = {
  proposed: "warning",
  approved: "success",
  rejected: "danger",
};

/** Whether another officer decided about what one proposed, and how. */
export function DecisionBadge(props: { status: Modification["status"] }) {
  const text = useText(contractsText).decision;
  return <Badge tone={tones[props.status]}>{text[props.status]}</Badge>;
}
