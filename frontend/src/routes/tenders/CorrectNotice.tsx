import { useState } from "react";
import { useAct } from "../../api/act";
import { issueNotice, type TenderNotice } from "../../api/publication";
import { useMay } from "../../api/session";
import { refusalOf } from "../../text/problems";
import { publicationPartiesText } from "../../text/publicationParties";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";
import { SubmitRow } from "../SubmitRow";

interface CorrectNoticeProps {
  id: string;
  notice: TenderNotice;
  name: string;
}

/** Issues a version that corrects the last one. */
export function CorrectNotice(props: CorrectNoticeProps) {
  const text = useText(publicationPartiesText).correction;
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  if (!may("tender.publish")) return null;
  return (
    <>
      <ButtonRow>
        <Button small aria-label={text.actOf(props.name)} onClick={() => setAsking(true)}>
          {text.act}
        </Button>
      </ButtonRow>
      <Dialog open={asking} title={text.asking(props.name)} onClose={close}>
        <CorrectionForm {...props} onClose={close} />
      </Dialog>
    </>
  );
}

function CorrectionForm(props: CorrectNoticeProps & { onClose: () => void }) {
  const { id, notice, name, onClose } = props;
  const text = useText(publicationPartiesText).correction;
  const issue = useAct(issueNotice);
  const form = useFields({ correctionReason: "", correction: "" });
  const { kind, modification } = notice;
  return (
    <Form
      form={form}
      onSubmit={async ({ correctionReason, correction }) => {
        const of = modification && { modificationId: modification.id };
        const refusal = await refusalOf(
          issue.mutateAsync({ id, wanted: { kind, correctionReason, correction: correction.trim(), ...of } }),
        );
        if (refusal) return refusal;
        onClose();
        notify("success", text.done(name));
      }}
    >
      <p className="kern-body">{text.lead}</p>
      <Select
        {...form.choice("correctionReason", text.reason)}
        choices={Object.entries(text.reasons).map(([value, label]) => ({ value, label }))}
      />
      <TextArea {...form.text("correction", text.what, { least: 3 })} maxLength={6000} />
      <SubmitRow form={form} act={text.act} onCancel={onClose} />
    </Form>
  );
}
