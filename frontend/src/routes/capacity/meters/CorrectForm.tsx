import { useAct } from "../../../api/act";
import { correctReading, type Meter } from "../../../api/meters";
import { metersText } from "../../../text/meters";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Button, ButtonRow } from "../../../ui/Button";
import { DateTimeField } from "../../../ui/DateField";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { QuantityField } from "../../../ui/QuantityField";
import { TextArea } from "../../../ui/TextField";
import { useMeterWords } from "../meterWords";

interface CorrectFormProps {
  meter: Meter;
  /** Of which reading; empty: the person says so. */
  at: string;
  day: string;
  onClose: () => void;
}

/** Says what a meter really read, or that a reading counts for nothing, and why. */
export function CorrectForm(props: CorrectFormProps) {
  const { meter, at, onClose } = props;
  const text = useText(metersText);
  const { common } = useText(shared);
  const words = useMeterWords();
  const correct = useAct(correctReading);
  const form = useFields({ at, value: "", reason: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ at, value, reason }) => {
        const refusal = await refusalOf(
          correct.mutateAsync({
            meterId: meter.id,
            correction: { at, ...(value && { value }), reason: reason.trim() },
          }),
        );
        if (refusal) return refusal;
        notify("success", text.correctionStored);
        onClose();
        return undefined;
      }}
    >
      <p className="kern-body">{text.correctText}</p>
      {at === "" && <DateTimeField {...form.dateTime("at", text.at)} />}
      <QuantityField
        {...form.quantity("value", text.value, { places: 6, optional: true })}
        unit={words.read(meter)}
      />
      <TextArea {...form.text("reason", common.reason, { least: 3 })} maxLength={500} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {common.save}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
