import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { approvalQuery } from "../../api/approvals";
import { approveCallOff, type CallOff, rejectCallOff } from "../../api/call-offs";
import { useSession } from "../../api/session";
import { approvalsText } from "../../text/approvals";
import { callOffsText } from "../../text/call-offs";
import { sentenceOfCode } from "../../text/faults";
import { refusalOf, sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { getsStuck } from "../approvers";
import { ReasonDialog } from "../ReasonDialog";
import { ApprovalSteps, BudgetUse } from "./Approvals";
import { concerns } from "./decision";

/** Where other persons approve or reject a call-off, step by step; shown to the people of its member while it waits. */
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
  const { data: approval } = useSuspenseQuery(approvalQuery(callOff.id));
  const approvals = useText(approvalsText);
  const approve = useAct(approveCallOff);
  const reject = useAct(rejectCallOff);
  const [rejecting, setRejecting] = useState(false);
  const decision = { id: callOff.id, version: callOff.version };
  const may = approval.mine === "approve";
  const single = approval.steps.length === 1 && approval.steps[0]?.limit;
  return (
    <Card title={text.decision} surface>
      {single && (
        <p className="kern-body ui-text">
          {text.decisionText(format.money(callOff.total), format.money(callOff.approvalLimit))}
        </p>
      )}
      {approval.inPlaceOf && <Alert tone="info" title={approvals.standIn(approval.inPlaceOf)} />}
      {approve.error && <Alert tone="danger" live title={sentenceOf(approve.error)} />}
      <ButtonRow>
        <Button
          variant="primary"
          busy={approve.isPending}
          disabledReason={may ? undefined : sentenceOfCode(approval.mine)}
          onClick={async () => {
            // The panel is gone before the act is done: what it was for no longer waits.
            let status: CallOff["status"] | undefined;
            const refusal = await refusalOf(
              approve.mutateAsync(decision).then((decided) => {
                status = decided.status;
              }),
            );
            if (refusal) return;
            notify(
              "success",
              status === "placed" ? text.approved(callOff.number) : approvals.stepDone(callOff.number),
            );
          }}
        >
          {text.approve}
        </Button>
        {may && <Button onClick={() => setRejecting(true)}>{text.reject}</Button>}
      </ButtonRow>
      {!may && approval.waits.length > 0 && (
        <p className="kern-body ui-text">{approvals.waits(approval.waits.join(", "))}</p>
      )}
      {getsStuck(approval) && (
        <Alert tone="warning" title={approval.waits.length > 0 ? approvals.tooFew : approvals.nobody} />
      )}
      {!single && <ApprovalSteps steps={approval.steps} />}
      <BudgetUse budgets={approval.budgets} />
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
