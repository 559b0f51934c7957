import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../../api/act";
import {
  type CapacityPool,
  changeReservation,
  poolQuery,
  type Reservation,
  reservationQuery,
} from "../../../api/capacity";
import { today } from "../../../lib/date";
import { capacityText } from "../../../text/capacity";
import { refusalOf } from "../../../text/problems";
import { reservingText } from "../../../text/reserving";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { DateField } from "../../../ui/DateField";
import { FieldRow, Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { QuantityField } from "../../../ui/QuantityField";
import { ButtonLink, TextLink } from "../../links";
import { placesOf } from "../kinds";
import { useCapacityWords } from "../resourceName";
import { changeRoute } from "../routes";
import { dayAfter, divided, type PhaseValues, together, valuesOf } from "./phases";

/** Other amounts or other days from today on, phase by phase. */
export function ChangePage() {
  const text = useText(reservingText);
  const { title, one } = useText(capacityText);
  const { id } = changeRoute.useParams();
  const { data: reservation } = useSuspenseQuery(reservationQuery(id));
  const { data: pool } = useSuspenseQuery(poolQuery(reservation.pool.id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/reservations/$id" params={{ id }}>
              {one(reservation.number)}
            </TextLink>
          </Breadcrumb>
        }
        title={text.change}
        lead={[reservation.member.name, reservation.purpose, pool.name].join(" · ")}
      />
      {/* Another version is another form: what somebody else changed meanwhile is not written over. */}
      <ChangeForm key={reservation.version} reservation={reservation} pool={pool} />
    </div>
  );
}

function ChangeForm(props: { reservation: Reservation; pool: CapacityPool }) {
  const { reservation, pool } = props;
  const { id, version } = reservation;
  const text = useText(reservingText);
  const { common } = useText(shared);
  const navigate = useNavigate();
  const change = useAct(changeReservation);
  const [{ past, ahead }] = useState(() => divided(reservation.phases, today()));
  const form = useFields<{ phases: PhaseValues[] }>({
    phases: ahead.map((phase) => valuesOf(phase, pool.resources)),
  });
  const phases = useFieldArray({ control: form.hook.control, name: "phases" });
  const more = () => {
    const last = form.hook.getValues("phases").at(-1);
    const from = last?.to ? dayAfter(last.to, 1) : "";
    phases.append({ from, to: "", amounts: last?.amounts ?? pool.resources.map(() => "") });
  };
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const changed = change
          .mutateAsync({ id, version, phases: together(past, values.phases, pool.resources) })
          .then((after) => {
            notify("success", after.proposed?.length ? text.changeAsked : text.changed);
            void navigate({ to: "/capacity/reservations/$id", params: { id } });
          });
        return refusalOf(changed);
      }}
    >
      {pool.approval && <Alert tone="info" title={text.changeIsAsked} />}
      {past.length > 0 && <p className="kern-body ui-text">{text.pastStays}</p>}
      {phases.fields.map((entry, index) => (
        <Card
          key={entry.id}
          title={text.phase(index + 1)}
          surface
          aside={
            phases.fields.length > 1 && (
              <Button variant="tertiary" icon="close" onClick={() => phases.remove(index)}>
                {text.removePhase(index + 1)}
              </Button>
            )
          }
        >
          <FieldRow>
            <DateField {...form.date(`phases.${index}.from`, text.from)} />
            <DateField {...form.date(`phases.${index}.to`, text.to)} />
          </FieldRow>
          <Amounts form={form} index={index} pool={pool} />
        </Card>
      ))}
      <ButtonRow>
        <Button variant="tertiary" icon="add" onClick={more}>
          {text.addPhase}
        </Button>
      </ButtonRow>
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.change}
        </Button>
        <ButtonLink to="/capacity/reservations/$id" params={{ id }}>
          {common.cancel}
        </ButtonLink>
      </ButtonRow>
    </Form>
  );
}

function Amounts(props: {
  form: ReturnType<typeof useFields<{ phases: PhaseValues[] }>>;
  index: number;
  pool: CapacityPool;
}) {
  const { form, index, pool } = props;
  const words = useCapacityWords();
  const { units } = useText(capacityText);
  return (
    <FieldRow>
      {pool.resources.map((resource, place) => (
        <QuantityField
          key={resource.id}
          {...form.quantity(`phases.${index}.amounts.${place}`, words.name(resource), {
            places: placesOf(resource.kind),
            optional: true,
          })}
          unit={units[resource.kind]}
        />
      ))}
    </FieldRow>
  );
}
