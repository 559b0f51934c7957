import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { extendDeadline, type Tender } from "../../api/tenders";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { DateTimeField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea } from "../../ui/TextField";
import { SubmitRow } from "../SubmitRow";

interface ExtendProps {
  tender: Tender;
}

/** Gives bidders more time while the deadline runs. */
export function ExtendButton(props: ExtendProps) {
  const { tender } = props;
  const text = useText(tendersText).act;
  const may = useMay();
  const [asking, setAsking] = useState(false);
  if (tender.status !== "published" || !may("tender.extend")) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.extend}</Button>
      <Dialog open={asking} title={text.extendTitle} onClose={() => setAsking(false)}>
        <ExtendForm tender={tender} onClose={() => setAsking(false)} />
      </Dialog>
    </>
  );
}

function ExtendForm(props: ExtendProps & { onClose: () => void }) {
  const { tender, onClose } = props;
  const text = useText(tendersText).act;
  const { common } = useText(shared);
  const extend = useAct(extendDeadline);
  const form = useFields({ deadline: tender.deadline, reason: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ deadline, reason }) => {
        const { id, version, number } = tender;
        const refusal = await refusalOf(extend.mutateAsync({ id, version, deadline, reason: reason.trim() }));
        if (refusal) return refusal;
        onClose();
        notify("success", text.extended(number));
      }}
    >
      <DateTimeField
        {...form.dateTime("deadline", text.extendDeadline, {
          check: (deadline) =>
            Date.parse(deadline) > Date.parse(tender.deadline) ? undefined : text.extendLater,
        })}
        hint={text.extendHint}
      />
      <TextArea
        {...form.text("reason", common.reason, { least: 3 })}
        hint={text.extendReasonHint}
        maxLength={2000}
      />
      <SubmitRow form={form} act={text.extend} onCancel={onClose} />
    </Form>
  );
}
