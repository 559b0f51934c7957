import { refusalOf } from "../text/problems";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { useFields } from "../ui/fields";
import { TextArea } from "../ui/TextField";
import { SubmitRow } from "./SubmitRow";

interface ReasonDialogProps {
  open: boolean;
  title: string;
  /** Who reads the reason, and what follows. */
  hint: string;
  /** The words on the button that does it. */
  act: string;
  /** Does it; a refusal is shown in the dialog, which then stays open. */
  onAct: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the reason that an act has to give. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm(props: ReasonDialogProps) {
  const { hint, act, onAct, onClose } = props;
  const { common } = useText(shared);
  const form = useFields({ reason: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ reason }) => {
        const refusal = await refusalOf(onAct(reason.trim()));
        if (!refusal) onClose();
        return refusal;
      }}
    >
      <TextArea {...form.text("reason", common.reason, { least: 3 })} hint={hint} maxLength={2000} />
      <SubmitRow form={form} act={act} onCancel={onClose} />
    </Form>
  );
}
