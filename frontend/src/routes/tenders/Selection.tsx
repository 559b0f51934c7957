import { useState } from "react";
import { useAct } from "../../api/act";
import {
  inviteChosen,
  type Participation,
  type ParticipationRequest,
  proposeSelection,
  type Verdict,
} from "../../api/participation";
import type { Tender } from "../../api/tenders";
import { participationText } from "../../text/participation";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checks";
import { DateTimeField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { Said } from "./Said";

interface SelectionProps {
  tender: Tender;
  stage: Participation;
}

const tones: Record<Verdict, BadgeTone> = {
  invited: "success",
  unsuitable: "danger",
  "lower-ranked": "warning",
};
const verdicts = ["invited", "unsuitable", "lower-ranked"] as const;

/** What officers read of the requests when the time for them is over, and whom they invite. */
export function Selection(props: SelectionProps) {
  const { tender, stage } = props;
  const text = useText(participationText);
  const format = useFormat();
  const [choosing, setChoosing] = useState(false);
  const { selection } = stage;
  if (stage.maySelect && (choosing || !selection))
    return <SelectionForm tender={tender} stage={stage} onDone={() => setChoosing(false)} />;
  return (
    <>
      {selection && (
        <p className="tender-note">
          {text.proposedBy(
            selection.proposedBy,
            format.instant(selection.proposedAt),
            format.instant(selection.deadline),
          )}{" "}
          {selection.invitedAt &&
            text.invitedBy(selection.invitedBy ?? "", format.instant(selection.invitedAt))}
        </p>
      )}
      {stage.items.map((request) => (
        <section key={request.id} className="tender-question">
          <h3 className="kern-title">
            {request.supplier.name}{" "}
            {request.verdict && <Badge tone={tones[request.verdict]}>{text.decided[request.verdict]}</Badge>}
          </h3>
          {request.reason && <p className="kern-body ui-text">{text.reasonOf(request.reason)}</p>}
          <Said criteria={stage.criteria} request={request} />
        </section>
      ))}
      {stage.maySelect && (
        <ButtonRow>
          <Invite {...props} />
          <Button onClick={() => setChoosing(true)}>{text.again}</Button>
        </ButtonRow>
      )}
    </>
  );
}

function Invite(props: SelectionProps) {
  const { tender, stage } = props;
  const text = useText(participationText);
  const format = useFormat();
  const invite = useAct(inviteChosen);
  const [asking, setAsking] = useState(false);
  const chosen = stage.items.filter(({ verdict }) => verdict === "invited").length;
  return (
    <>
      <Button
        variant="primary"
        disabledReason={stage.mayInvite ? undefined : text.another}
        onClick={() => setAsking(true)}
      >
        {text.invite}
      </Button>
      <ConfirmDialog
        open={asking}
        title={text.inviteTitle}
        act={text.invite}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await invite.mutateAsync({ id: tender.id, version: tender.version });
          notify("success", text.inviteDone);
        }}
      >
        <p className="kern-body">
          {text.inviteText(chosen, format.instant(stage.selection?.deadline ?? tender.deadline))}
        </p>
      </ConfirmDialog>
    </>
  );
}

/** The later one of two instants. */
const later = (a: string, b: string) => (Date.parse(a) > Date.parse(b) ? a : b);

const decisionOf = ({
  verdict,
  reason = "",
}: ParticipationRequest): { verdict: Verdict | ""; reason: string } => ({
  verdict: verdict ?? "",
  reason,
});

/** A decision on each request with its reason, and until when the invited may bid. */
function SelectionForm(props: SelectionProps & { onDone: () => void }) {
  const { tender, stage, onDone } = props;
  const text = useText(participationText);
  const { common } = useText(shared);
  const format = useFormat();
  const propose = useAct(proposeSelection);
  const earliest = stage.earliestDeadline ?? tender.deadline;
  const form = useFields({
    decisions: stage.items.map(decisionOf),
    deadline: later(stage.selection?.deadline ?? tender.deadline, earliest),
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ decisions, deadline }) => {
        const refusal = await refusalOf(
          propose.mutateAsync({
            id: tender.id,
            version: tender.version,
            deadline,
            decisions: stage.items.map(({ id }, index) => ({
              requestId: id,
              verdict: decisions[index]?.verdict || "invited", // the form does not let it be empty
              reason: decisions[index]?.reason.trim() ?? "",
            })),
          }),
        );
        if (refusal) return refusal;
        onDone();
        notify("success", text.proposed);
      }}
    >
      <p className="tender-note">{text.selectText(stage.least)}</p>
      {stage.items.map((request, index) => (
        <section key={request.id} className="tender-question">
          <h3 className="kern-title">{request.supplier.name}</h3>
          <Said criteria={stage.criteria} request={request} />
          <RadioGroup
            {...form.choice(`decisions.${index}.verdict`, text.verdictFor(request.supplier.name))}
            choices={verdicts.map((value) => ({ value, label: text.verdicts[value] }))}
          />
          <TextArea
            {...form.text(`decisions.${index}.reason`, text.reasonFor(request.supplier.name), { least: 3 })}
            hint={text.reasonHint}
            maxLength={2000}
          />
        </section>
      ))}
      <DateTimeField
        {...form.dateTime("deadline", text.deadline)}
        hint={text.deadlineHint(format.instant(earliest))}
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.propose}
        </Button>
        {stage.selection && <Button onClick={onDone}>{common.cancel}</Button>}
      </ButtonRow>
    </Form>
  );
}
