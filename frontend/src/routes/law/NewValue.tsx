import { useAct } from "../../api/act";
import { addLegalValue, type LegalParameter } from "../../api/law";
import { lawText } from "../../text/law";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Checkbox } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { notify } from "../../ui/notify";
import { QuantityField } from "../../ui/QuantityField";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { SubmitRow } from "../SubmitRow";
import { useFigure } from "./useFigure";

/** Enters a value that holds from a day to come, with its source. */
export function NewValue(props: { parameter: LegalParameter; earliest: string; onClose: () => void }) {
  const { parameter, earliest, onClose } = props;
  const { code, version, kind } = parameter;
  const text = useText(lawText);
  const format = useFormat();
  const { nameOf, written } = useFigure();
  const act = useAct(addLegalValue);
  const form = useFields({ value: "", from: "", source: "", primary: false });
  const bounds = text.bounds(written(parameter, parameter.least), written(parameter, parameter.most));
  return (
    <Form
      form={form}
      onSubmit={async (value) => {
        const refusal = await refusalOf(act.mutateAsync({ code, version, value }));
        if (refusal) return refusal;
        notify("success", text.done(nameOf(parameter), format.date(value.from)));
        onClose();
      }}
    >
      {kind === "amount" ? (
        <MoneyField {...form.money("value", text.value)} hint={bounds} />
      ) : (
        <QuantityField {...form.quantity("value", text.value)} hint={bounds} unit={text.units[kind]} />
      )}
      <DateField {...form.date("from", text.from)} hint={text.fromHint(format.date(earliest))} />
      <TextField {...form.text("source", text.source, { least: 3 })} hint={text.sourceHint} maxLength={300} />
      <Checkbox {...form.flag("primary", text.primaryLabel)} />
      <SubmitRow form={form} act={text.submit} onCancel={onClose} />
    </Form>
  );
}
