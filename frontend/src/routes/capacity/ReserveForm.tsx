import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { type CallOff, callOffQuery } from "../../api/call-offs";
import { type CapacityFit, reserve } from "../../api/capacity";
import { useSession } from "../../api/session";
import { capacityText } from "../../text/capacity";
import { refusalOf } from "../../text/problems";
import { reservingText } from "../../text/reserving";
import { useText } from "../../text/text";
import { Checkbox } from "../../ui/Checks";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { customersOf } from "../customers";
import { SubmitRow } from "../SubmitRow";
import { capacityLinesOf, linesOf } from "./ordered";
import { useCapacityWords } from "./resourceName";

interface ReserveFormProps {
  fit: CapacityFit;
  waits: boolean;
  onClose: () => void;
}

/** Reserves what was called off: the member is that of the call-off. */
export function ReserveOrdered(props: ReserveFormProps & { callOffId: string }) {
  const { callOffId, ...rest } = props;
  const { data: callOff } = useSuspenseQuery(callOffQuery(callOffId));
  return <ReserveForm {...rest} callOff={callOff} />;
}

/** Reserves what was found, or waits for it: for which member and what for, and which lines of a call-off. */
export function ReserveForm(props: ReserveFormProps & { callOff?: CallOff }) {
  const { fit, waits, onClose, callOff } = props;
  const text = useText(capacityText);
  const reserving = useText(reservingText);
  const words = useCapacityWords();
  const format = useFormat();
  const navigate = useNavigate();
  const session = useSession();
  const customers = callOff ? [callOff.member] : customersOf(session);
  const resources = resourcesIn(fit);
  const lines = callOff ? capacityLinesOf(callOff) : [];
  const act = useAct(reserve);
  const form = useFields({
    memberId: customers[0]?.id ?? "",
    purpose: "",
    wait: waits,
    positions: resources.map(() => ""),
  });
  return (
    <Form
      form={form}
      onSubmit={({ memberId, purpose, wait, positions }) =>
        refusalOf(
          act
            .mutateAsync({
              poolId: fit.pool.id,
              memberId,
              purpose: purpose.trim(),
              wait,
              ...(callOff && { callOffId: callOff.id, lines: linesOf(positions, resources) }),
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
      {callOff &&
        resources.map((resource, index) => (
          <Select
            key={resource.resourceId}
            {...form.choice(`positions.${index}`, reserving.lineOf(words.name(resource)), { optional: true })}
            hint={reserving.lineHint}
            empty={reserving.noLine}
            choices={lines.map(({ position, name }) => ({
              value: String(position),
              label: reserving.position(position, name),
            }))}
          />
        ))}
      {waits ? <p className="kern-body">{text.waitText}</p> : <Checkbox {...form.flag("wait", text.wait)} />}
      <SubmitRow form={form} act={waits ? text.queue : text.reserve} onCancel={onClose} />
    </Form>
  );
}

/** The resources that a fit takes, each once. */
function resourcesIn(fit: CapacityFit): CapacityFit["phases"][number]["claims"] {
  const claims = new Map(
    fit.phases.flatMap((phase) => phase.claims).map((claim) => [claim.resourceId, claim]),
  );
  return [...claims.values()];
}
