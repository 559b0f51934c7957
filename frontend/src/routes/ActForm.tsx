import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { refusalOf } from "../text/problems";
import { Form } from "../ui/Form";
import type { useFields } from "../ui/fields";
import { notify } from "../ui/notify";
import { SubmitRow } from "./SubmitRow";

interface ActFormProps<Values extends FieldValues> {
  form: ReturnType<typeof useFields<Values>>;
  /** The words on the button that does it. */
  act: string;
  /** Does it; a refusal is shown in the form, which then stays open. */
  onAct: (values: Values) => Promise<unknown>;
  /** What is told when it is done. */
  done: string;
  onClose: () => void;
  children: ReactNode;
}

/** The form of a dialog that does one act: it tells that it is done and closes, or shows why it was refused. */
export function ActForm<Values extends FieldValues>(props: ActFormProps<Values>) {
  const { form, act, onAct, done, onClose, children } = props;
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(onAct(values));
        if (refusal) return refusal;
        notify("success", done);
        onClose();
        return undefined;
      }}
    >
      {children}
      <SubmitRow form={form} act={act} onCancel={onClose} />
    </Form>
  );
}
