import { useAct } from "../../../api/act";
import { dropLevel } from "../../../api/capacity-keeping";
import { keepingText } from "../../../text/capacityKeeping";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Button, ButtonRow } from "../../../ui/Button";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { Affected } from "./Affected";

interface DropLevelProps {
  at: { poolId: string; id: string; version: number };
  from: string;
  onClose: () => void;
}

/** Asks before a level that was planned is taken back, and says which reservations stand against it. */
export function DropLevel(props: DropLevelProps) {
  const { at, from, onClose } = props;
  const text = useText(keepingText);
  const { common } = useText(shared);
  const drop = useAct(dropLevel);
  const form = useFields({});
  return (
    <Form
      form={form}
      onSubmit={async () => {
        const refusal = await refusalOf(drop.mutateAsync({ ...at, from }));
        if (refusal) return refusal;
        notify("success", text.dropped);
        onClose();
        return undefined;
      }}
    >
      <Affected problem={drop.error} />
      <p className="kern-body">{text.dropText}</p>
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.drop}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
