import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Button, ButtonRow } from "../ui/Button";

interface SubmitRowProps {
  form: { hook: { formState: { isSubmitting: boolean } } };
  /** The words on the button that submits the form. */
  act: string;
  onCancel: () => void;
}

/** The end of a form in a dialog: does it, or leaves it. */
export function SubmitRow(props: SubmitRowProps) {
  const { form, act, onCancel } = props;
  const { common } = useText(shared);
  return (
    <ButtonRow>
      <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
        {act}
      </Button>
      <Button onClick={onCancel}>{common.cancel}</Button>
    </ButtonRow>
  );
}
