import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { changeCallOff } from "../../api/approvals";
import type { CallOff } from "../../api/call-offs";
import { dispatchQuery } from "../../api/dispatch";
import { useSession } from "../../api/session";
import { approvalsText } from "../../text/approvals";
import { refusalOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { QuantityField } from "../../ui/QuantityField";
import { TextArea } from "../../ui/TextField";
import { SubmitRow } from "../SubmitRow";
import { mayChange } from "./decision";

/** Raises, lowers or removes lines of what was placed, before its supplier has answered. */
export function ChangeButton(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(approvalsText);
  const session = useSession();
  const [open, setOpen] = useState(false);
  const { data: dispatch, isPending } = useQuery({ ...dispatchQuery(callOff.id), retry: false });
  if (isPending || !mayChange(session, callOff, dispatch?.answer)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.change}</Button>
      <Dialog open={open} title={text.changeTitle} onClose={() => setOpen(false)}>
        <ChangeForm callOff={callOff} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ChangeForm(props: { callOff: CallOff; onClose: () => void }) {
  const { callOff, onClose } = props;
  const text = useText(approvalsText);
  const language = useLanguage();
  const change = useAct(changeCallOff);
  const form = useFields({ quantities: callOff.lines.map(({ quantity }) => quantity), reason: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ quantities, reason }) => {
        const lines = callOff.lines
          .map(({ itemId }, i) => ({ itemId, quantity: quantities[i] ?? "0" }))
          .filter(({ quantity }) => Number(quantity) > 0);
        let waits = false;
        const refusal = await refusalOf(
          change.mutateAsync({ id: callOff.id, version: callOff.version, lines, reason }).then((changed) => {
            waits = changed.status === "submitted";
          }),
        );
        if (refusal) return refusal;
        notify("success", waits ? text.changeWaits(callOff.number) : text.changed(callOff.number));
        onClose();
        return undefined;
      }}
    >
      <p className="kern-body ui-text">{text.changeHint}</p>
      {callOff.lines.map((line, i) => (
        <QuantityField
          key={line.position}
          {...form.quantity(`quantities.${i}`, `${line.position}. ${line.name}`, { places: 3 })}
          unit={unitName(line.unit, line.quantity, language)}
        />
      ))}
      <TextArea {...form.text("reason", text.reason, { least: 3 })} />
      <SubmitRow form={form} act={text.changeSave} onCancel={onClose} />
    </Form>
  );
}
