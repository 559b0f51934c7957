import type { StatementStatus } from "../../api/statements";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";

const tones: Record<StatementStatus, BadgeTone> = { issued: "info", paid: "success", credited: "neutral" };

/** How far a statement is, in a word. */
export function StatementBadge(props: { status: StatementStatus }) {
  const { statuses } = useText(statementsText);
  return <Badge tone={tones[props.status]}>{statuses[props.status]}</Badge>;
}
