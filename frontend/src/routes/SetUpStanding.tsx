import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../api/act";
import type { CallOff } from "../api/call-offs";
import { useSession } from "../api/session";
import { type StandingInterval, setUpStanding } from "../api/standing-orders";
import { today } from "../lib/date";
import { refusalOf } from "../text/problems";
import { standingText } from "../text/standing-orders";
import { useText } from "../text/text";
import { Button } from "../ui/Button";
import { RadioGroup } from "../ui/Checks";
import { DateField } from "../ui/DateField";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { useFields } from "../ui/fields";
import { notify } from "../ui/notify";
import { QuantityField } from "../ui/QuantityField";
import { customersOf } from "./customers";
import { SubmitRow } from "./SubmitRow";

/** Has what was ordered ordered again and again. */
export function SetUpStanding(props: { callOff: CallOff }) {
  const text = useText(standingText);
  const [open, setOpen] = useState(false);
  const buys = customersOf(useSession()).some(({ id, buys }) => buys && id === props.callOff.member.id);
  if (!buys || props.callOff.status !== "placed") return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.setUp}</Button>
      <Dialog open={open} title={text.setUpTitle} onClose={() => setOpen(false)}>
        <SetUpForm callOff={props.callOff} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function SetUpForm(props: { callOff: CallOff; onClose: () => void }) {
  const { callOff, onClose } = props;
  const text = useText(standingText);
  const navigate = useNavigate();
  const setUp = useAct(setUpStanding);
  const form = useFields({
    interval: "monthly" as StandingInterval | "",
    from: today(),
    to: "",
    tolerance: "5",
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ interval, from, to, tolerance }) => {
        let made = "";
        const refusal = await refusalOf(
          setUp
            .mutateAsync({
              frameworkId: callOff.framework.id,
              memberId: callOff.member.id,
              lines: callOff.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
              budgetCode: callOff.budgetCode,
              deliverTo: callOff.delivery?.name ?? "",
              interval: interval || "monthly",
              from,
              to,
              tolerance: Number(tolerance),
            })
            .then(({ id, status }) => {
              made = id;
              notify("success", status === "submitted" ? text.setUpWaits : text.setUpDone);
            }),
        );
        if (refusal) return refusal;
        onClose();
        await navigate({ to: "/standing-orders/$id", params: { id: made } });
        return undefined;
      }}
    >
      <p className="kern-body ui-text">{text.setUpHint}</p>
      <RadioGroup<StandingInterval>
        {...form.choice("interval", text.interval)}
        choices={(["monthly", "quarterly", "yearly"] as const).map((value) => ({
          value,
          label: text.intervals[value],
        }))}
      />
      <DateField {...form.date("from", text.from)} />
      <DateField {...form.date("to", text.to)} />
      <QuantityField
        {...form.quantity("tolerance", text.tolerance)}
        unit={text.toleranceUnit}
        hint={text.toleranceHint}
      />
      <SubmitRow form={form} act={text.setUp} onCancel={onClose} />
    </Form>
  );
}
