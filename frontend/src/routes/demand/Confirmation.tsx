import { useAct } from "../../api/act";
import { confirmNeeds, type Round, takesNeeds } from "../../api/rounds";
import { refusalOf } from "../../text/problems";
import { roundsText } from "../../text/rounds";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import type { OwnMember } from "./needs";

/** Whether a member's needs are confirmed, and the budget holder's act where they wait for it (G-DEM). */
export function Confirmation(props: { round: Round; member: OwnMember }) {
  const { round, member } = props;
  const text = useText(roundsText).confirm;
  const format = useFormat();
  const confirm = useAct(confirmNeeds);
  const answer = round.answers?.find(({ memberId }) => memberId === member.id);
  const open = takesNeeds(round);
  if (answer?.confirmedAt)
    return (
      <Alert
        tone="success"
        title={text.confirmed(format.instant(answer.confirmedAt), answer.confirmedBy ?? "")}
      >
        {open && text.confirmedHint}
      </Alert>
    );
  if (!answer?.waits) return open ? <p className="kern-body ui-text demand-rule">{text.rule}</p> : null;
  if (!open || !member.confirms || answer.own)
    return (
      <Alert tone="warning" title={text.waits}>
        {open && text.waitsForOther(answer.statedBy)}
      </Alert>
    );
  const act = async () => {
    const { statements } = answer;
    const refusal = await refusalOf(
      confirm.mutateAsync({ roundId: round.id, memberId: member.id, statements }),
    );
    notify(refusal ? "danger" : "success", refusal?.message ?? text.done);
  };
  return (
    <Alert tone="warning" title={text.waits}>
      <p className="demand-rule">{text.waitsForYou(answer.statedBy)}</p>
      <Button variant="primary" busy={confirm.isPending} onClick={act}>
        {text.act}
      </Button>
    </Alert>
  );
}
