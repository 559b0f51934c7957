import { useState } from "react";
import { useAct } from "../../api/act";
import { agreeToShare, declineShare, type JointCallOff, type JointShare } from "../../api/joints";
import { useSession } from "../../api/session";
import { jointsText } from "../../text/joints";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ReasonDialog } from "../ReasonDialog";

/** Where a participant's people agree to its share or decline it, while it is open. */
export function OwnShare(props: { joint: JointCallOff; share: JointShare }) {
  const { joint, share } = props;
  const session = useSession();
  const text = useText(jointsText);
  const format = useFormat();
  const agree = useAct(agreeToShare);
  const decline = useAct(declineShare);
  const [declining, setDeclining] = useState(false);
  const form = useFields({ budgetCode: "" });
  const roles = session.roles.filter(({ organisation }) => organisation.id === share.member.id);
  const may = (role: string) => roles.some((held) => held.role === role);
  if (joint.status !== "submitted" || share.consent !== "open" || !(may("buyer") || may("approver")))
    return null;
  const decision = { id: joint.id, memberId: share.member.id, version: share.version };
  return (
    <Card title={text.ownShare(share.member.name)} surface>
      <p className="kern-body ui-text">{text.ownShareText(format.money(share.amount))}</p>
      {share.needsApproval && (
        <p className="kern-body ui-text">{text.needsApprover(format.money(share.approvalLimit))}</p>
      )}
      {(!share.needsApproval || may("approver")) && (
        <Form
          form={form}
          onSubmit={async ({ budgetCode }) => {
            const refusal = await refusalOf(agree.mutateAsync({ ...decision, budgetCode }));
            if (!refusal) notify("success", text.didAgree);
            return refusal;
          }}
        >
          <TextField {...form.text("budgetCode", text.budgetCode)} maxLength={40} />
          <ButtonRow>
            <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
              {text.agree}
            </Button>
            <Button onClick={() => setDeclining(true)}>{text.decline}</Button>
          </ButtonRow>
        </Form>
      )}
      <ReasonDialog
        open={declining}
        title={text.declineTitle}
        hint={text.declineHint}
        act={text.decline}
        onClose={() => setDeclining(false)}
        onAct={async (reason) => {
          await decline.mutateAsync({ ...decision, reason });
          notify("success", text.didDecline);
        }}
      />
    </Card>
  );
}
