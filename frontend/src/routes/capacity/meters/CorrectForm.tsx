import { useAct } from "../../../api/act";
import { correctReading, type Meter } from "../../../api/meters";
import { metersText } from "../../../text/meters";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { DateTimeField } from "../../../ui/DateField";
import { useFields } from "../../../ui/fields";
import { QuantityField } from "../../../ui/QuantityField";
import { TextArea } from "../../../ui/TextField";
import { ActForm } from "../../ActForm";
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
    <ActForm
      form={form}
      act={common.save}
      onAct={({ at, value, reason }) =>
        correct.mutateAsync({
          meterId: meter.id,
          correction: { at, ...(value && { value }), reason: reason.trim() },
        })
      }
      done={text.correctionStored}
      onClose={onClose}
    >
      <p className="kern-body">{text.correctText}</p>
      {at === "" && <DateTimeField {...form.dateTime("at", text.at)} />}
      <QuantityField
        {...form.quantity("value", text.value, { places: 6, optional: true })}
        unit={words.read(meter)}
      />
      <TextArea {...form.text("reason", common.reason, { least: 3 })} maxLength={500} />
    </ActForm>
  );
}
