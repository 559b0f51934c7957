import type { CallOffStatus } from "../../api/call-offs";
import { jointsText } from "../../text/joints";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { CallOffBadge } from "../CallOffTable";

/** The state of a joint call-off: while it waits, it waits for those who take part. */
export function JointBadge(props: { status: CallOffStatus }) {
  const text = useText(jointsText);
  if (props.status === "submitted") return <Badge tone="info">{text.waits}</Badge>;
  return <CallOffBadge status={props.status} />;
}
