import { useState } from "react";
import { useAct } from "../../api/act";
import type { CallOff } from "../../api/call-offs";
import { recordLicence } from "../../api/holdings";
import { useMay, useSession } from "../../api/session";
import { dispatchText } from "../../text/dispatch";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";

/** Records the term of software that was called off; for the member's people. */
export function LicenceButton(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(dispatchText);
  const may = useMay();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const own = session.roles.some(({ organisation }) => organisation.id === callOff.member.id);
  const licences = callOff.lines.filter(({ category }) => category === "software");
  if (!may("licence.record") || !own || licences.length === 0) return null;
  return (
    <>
      <ButtonRow>
        <Button variant="tertiary" onClick={() => setOpen(true)}>
          {text.licence}
        </Button>
      </ButtonRow>
      <Dialog open={open} title={text.licence} onClose={() => setOpen(false)}>
        <LicenceForm callOff={callOff} licences={licences} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function LicenceForm(props: { callOff: CallOff; licences: CallOff["lines"]; onClose: () => void }) {
  const { callOff, licences, onClose } = props;
  const text = useText(dispatchText);
  const record = useAct(recordLicence);
  const form = useFields({
    position: String(licences[0]?.position ?? 1),
    seats: "1",
    startsOn: "",
    months: "12",
    renewalMonths: "12",
    noticeDays: "90",
  });
  const whole = { check: (value: string) => (/^\d{1,7}$/.test(value) ? undefined : text.whole) };
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(
          record.mutateAsync({
            callOffId: callOff.id,
            position: Number(values.position),
            seats: Number(values.seats),
            startsOn: values.startsOn,
            months: Number(values.months),
            renewalMonths: Number(values.renewalMonths),
            noticeDays: Number(values.noticeDays),
          }),
        );
        if (refusal) return refusal;
        notify("success", text.recorded);
        onClose();
        return undefined;
      }}
    >
      <Select
        {...form.choice("position", text.licenceLine)}
        choices={licences.map(({ position, name }) => ({
          value: String(position),
          label: `${position}. ${name}`,
        }))}
      />
      <FieldRow>
        <TextField {...form.text("seats", text.seats, whole)} inputMode="numeric" />
        <DateField {...form.date("startsOn", text.startsOn)} />
      </FieldRow>
      <TextField {...form.text("months", text.months, whole)} inputMode="numeric" />
      <TextField
        {...form.text("renewalMonths", text.renewalMonths, whole)}
        hint={text.renewalHint}
        inputMode="numeric"
      />
      <TextField {...form.text("noticeDays", text.noticeDays, whole)} inputMode="numeric" />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.save}
        </Button>
      </ButtonRow>
    </Form>
  );
}
