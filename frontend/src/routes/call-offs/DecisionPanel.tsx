import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { approveCallOff, type CallOff, rejectCallOff } from "../../api/call-offs";
import { useSession } from "../../api/session";
import { todoQuery } from "../../api/todo";
import { callOffsText } from "../../text/call-offs";
import { refusalOf, sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ReasonDialog } from "../ReasonDialog";
import { concerns, hindranceOf } from "./decision";

/** Where a second person approves or rejects a call-off; shown to the people of its member while it waits. */
export function DecisionPanel(props: { callOff: CallOff }) {
  const { callOff } = props;
  const session = useSession();
  if (callOff.status !== "submitted" || !concerns(session, callOff)) return null;
  return <Panel callOff={callOff} />;
}

function Panel(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(callOffsText);
  const format = useFormat();
  const { data: tasks } = useSuspenseQuery(todoQuery);
  const hindrance = hindranceOf(useSession(), callOff, tasks);
  const approve = useAct(approveCallOff);
  const reject = useAct(rejectCallOff);
  const [rejecting, setRejecting] = useState(false);
  const decision = { id: callOff.id, version: callOff.version };
  const reason = {
    "not-approver": text.notApprover(callOff.member.name),
    "own-submission": text.ownSubmission,
  };
  return (
    <Card title={text.decision} surface>
      <p className="kern-body ui-text">
        {text.decisionText(format.money(callOff.total), format.money(callOff.approvalLimit))}
      </p>
      {approve.error && <Alert tone="danger" live title={sentenceOf(approve.error)} />}
      <ButtonRow>
        <Button
          variant="primary"
          busy={approve.isPending}
          disabledReason={hindrance && reason[hindrance]}
          onClick={async () => {
            // The panel is gone before the act is done: what it was for no longer waits.
            const refusal = await refusalOf(approve.mutateAsync(decision));
            if (!refusal) notify("success", text.approved(callOff.number));
          }}
        >
          {text.approve}
        </Button>
        {!hindrance && <Button onClick={() => setRejecting(true)}>{text.reject}</Button>}
      </ButtonRow>
      <ReasonDialog
        open={rejecting}
        title={text.rejectTitle}
        hint={text.rejectHint}
        act={text.reject}
        onClose={() => setRejecting(false)}
        onAct={async (given) => {
          await reject.mutateAsync({ ...decision, reason: given });
          notify("success", text.rejected(callOff.number));
        }}
      />
    </Card>
  );
}
