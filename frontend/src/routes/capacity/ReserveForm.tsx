import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { type CapacityFit, reserve } from "../../api/capacity";
import { useSession } from "../../api/session";
import { capacityText } from "../../text/capacity";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { customersOf } from "../customers";

/** Reserves what was found, or waits for it: for which member and what for. */
export function ReserveForm(props: { fit: CapacityFit; waits: boolean; onClose: () => void }) {
  const { fit, waits, onClose } = props;
  const text = useText(capacityText);
  const { common } = useText(shared);
  const format = useFormat();
  const navigate = useNavigate();
  const customers = customersOf(useSession());
  const act = useAct(reserve);
  const form = useFields({ memberId: customers[0]?.id ?? "", purpose: "", wait: waits });
  return (
    <Form
      form={form}
      onSubmit={({ memberId, purpose, wait }) =>
        refusalOf(
          act
            .mutateAsync({
              poolId: fit.pool.id,
              memberId,
              purpose: purpose.trim(),
              wait,
              phases: fit.phases.map(({ from, to, claims }) => ({
                from,
                to,
                claims: claims.map(({ resourceId, amount }) => ({ resourceId, amount })),
              })),
            })
            .then(({ id }) => navigate({ to: "/capacity/reservations/$id", params: { id } })),
        )
      }
    >
      <p className="kern-body">{text.period(format.date(fit.from), format.date(fit.to))}</p>
      {customers.length > 1 && (
        <Select
          {...form.choice("memberId", text.member)}
          choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextField {...form.text("purpose", text.purpose)} maxLength={300} />
      {waits ? <p className="kern-body">{text.waitText}</p> : <Checkbox {...form.flag("wait", text.wait)} />}
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {waits ? text.queue : text.reserve}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
