import { useAct } from "../../api/act";
import type { CallOff } from "../../api/call-offs";
import { askReturn } from "../../api/returns";
import { refusalOf } from "../../text/problems";
import { returnsText } from "../../text/returns";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { QuantityField } from "../../ui/QuantityField";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { SubmitRow } from "../SubmitRow";
import { remainingOf } from "./returning";

/** How much of each line is to be given back, and why. */
export function ReturnForm(props: { callOff: CallOff; onClose: () => void }) {
  const { callOff, onClose } = props;
  const text = useText(returnsText);
  const language = useLanguage();
  const format = useFormat();
  const ask = useAct(askReturn);
  const form = useFields({ quantities: callOff.lines.map(() => "0"), reason: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ quantities, reason }) => {
        const lines = callOff.lines
          .map(({ position }, i) => ({ position, quantity: quantities[i] ?? "0" }))
          .filter(({ quantity }) => Number(quantity) > 0);
        const refusal = await refusalOf(
          ask.mutateAsync({ id: callOff.id, version: callOff.version, lines, reason }),
        );
        if (refusal) return refusal;
        notify("success", text.asked);
        onClose();
        return undefined;
      }}
    >
      <p className="kern-body ui-text">{text.askHint}</p>
      {callOff.lines.map((line, i) => (
        <QuantityField
          key={line.position}
          {...form.quantity(`quantities.${i}`, `${line.position}. ${line.name}`, { places: 3 })}
          unit={unitName(line.unit, remainingOf(line), language)}
          hint={text.remaining(
            format.quantity(remainingOf(line), unitName(line.unit, remainingOf(line), language)),
          )}
        />
      ))}
      <TextArea {...form.text("reason", text.reason, { least: 3 })} />
      <SubmitRow form={form} act={text.ask} onCancel={onClose} />
    </Form>
  );
}
