import { useState } from "react";
import { useAct } from "../../api/act";
import type { CallOff } from "../../api/call-offs";
import { confirmOrder, declineOrder, respondToOrder } from "../../api/dispatch";
import { useMay, useSession } from "../../api/session";
import { dispatchText } from "../../text/dispatch";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { FileField } from "../../ui/FileField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextField } from "../../ui/TextField";
import { ReasonDialog } from "../ReasonDialog";

/** What the supplier's people can say to an order that is open. */
export function AnswerButtons(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(dispatchText);
  const may = useMay();
  const session = useSession();
  const [asked, setAsked] = useState<"confirm" | "decline" | "respond">();
  const decline = useAct(declineOrder);
  const close = () => setAsked(undefined);
  const own = session.roles.some(({ organisation }) => organisation.id === callOff.supplier.id);
  if (!may("order.answer") || !own) return null;
  return (
    <>
      <ButtonRow>
        <Button variant="primary" onClick={() => setAsked("confirm")}>
          {text.confirm}
        </Button>
        <Button onClick={() => setAsked("decline")}>{text.decline}</Button>
        <Button variant="tertiary" onClick={() => setAsked("respond")}>
          {text.respond}
        </Button>
      </ButtonRow>
      <Dialog open={asked === "confirm"} title={text.confirmTitle} onClose={close}>
        <ConfirmForm callOff={callOff} onClose={close} />
      </Dialog>
      <Dialog open={asked === "respond"} title={text.respondTitle} onClose={close}>
        <ResponseForm callOff={callOff} onClose={close} />
      </Dialog>
      <ReasonDialog
        open={asked === "decline"}
        title={text.declineTitle}
        hint={text.declineHint}
        act={text.decline}
        onClose={close}
        onAct={async (reason) => {
          await decline.mutateAsync({ id: callOff.id, version: callOff.version, reason });
          notify("success", text.declined);
        }}
      />
    </>
  );
}

function ConfirmForm(props: { callOff: CallOff; onClose: () => void }) {
  const { callOff, onClose } = props;
  const text = useText(dispatchText);
  const confirm = useAct(confirmOrder);
  const form = useFields({
    lines: callOff.lines.map(({ position }) => ({ position, deliveredOn: "", change: "" })),
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ lines }) => {
        const refusal = await refusalOf(
          confirm.mutateAsync({ id: callOff.id, version: callOff.version, lines }),
        );
        if (refusal) return refusal;
        notify("success", text.confirmed);
        onClose();
        return undefined;
      }}
    >
      {callOff.lines.map((line, index) => (
        <fieldset key={line.position} className="kern-fieldset">
          <legend className="kern-label">{`${line.position}. ${line.name}`}</legend>
          <DateField {...form.date(`lines.${index}.deliveredOn`, text.deliveredOn)} />
          <TextField
            {...form.text(`lines.${index}.change`, text.change, { optional: true })}
            hint={text.changeHint}
            maxLength={500}
          />
        </fieldset>
      ))}
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.confirm}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function ResponseForm(props: { callOff: CallOff; onClose: () => void }) {
  const { callOff, onClose } = props;
  const text = useText(dispatchText);
  const respond = useAct(respondToOrder);
  const [file, setFile] = useState<File>();
  const form = useFields({});
  return (
    <Form
      form={form}
      onSubmit={async () => {
        if (!file) return undefined;
        const refusal = await refusalOf(
          respond.mutateAsync({ id: callOff.id, version: callOff.version, document: await file.text() }),
        );
        if (refusal) return refusal;
        notify("success", text.respondTitle);
        onClose();
        return undefined;
      }}
    >
      <FileField label={text.file} hint={text.respondHint} accept=".xml" onChange={setFile} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.respond}
        </Button>
      </ButtonRow>
    </Form>
  );
}
