import { refusalOf } from "../../text/problems";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { SubmitRow } from "../SubmitRow";

interface DayDialogProps {
  open: boolean;
  title: string;
  hint?: string;
  label: string;
  /** The field's name in the request, where the server points at it. */
  field: "to" | "lastDay";
  act: string;
  /** Does it; a refusal is shown in the dialog, which then stays open. */
  onAct: (day: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the day of an act. */
export function DayDialog(props: DayDialogProps) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <DayForm {...props} />
    </Dialog>
  );
}

function DayForm(props: DayDialogProps) {
  const { hint, label, field, act, onAct, onClose } = props;
  const form = useFields({ to: "", lastDay: "" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(onAct(values[field]));
        if (!refusal) onClose();
        return refusal;
      }}
    >
      {hint && <p className="kern-body">{hint}</p>}
      <DateField {...form.date(field, label)} />
      <SubmitRow form={form} act={act} onCancel={onClose} />
    </Form>
  );
}
