import type { Framework } from "../../api/frameworks";
import { frameworksText } from "../../text/frameworks";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Record<Framework["status"], BadgeTone> = {
  signed: "info",
  active: "success",
  suspended: "warning",
  exhausted: "danger",
  expired: "neutral",
  terminated: "neutral",
};

/** The state of a framework contract in a word. */
export function FrameworkBadge(props: { status: Framework["status"] }) {
  const text = useText(frameworksText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}
