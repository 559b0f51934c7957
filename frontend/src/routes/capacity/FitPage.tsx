import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../api/act";
import { callOffQuery } from "../../api/call-offs";
import { type CapacityFit, fitCapacity, poolsQuery } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { refusalOf } from "../../text/problems";
import { reservingText } from "../../text/reserving";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { List } from "../../ui/List";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { Fits } from "./Fits";
import {
  type FitValues,
  isAmount,
  isChange,
  isDays,
  lackingIn,
  newKinds,
  offering,
  resourcesOf,
  wishOf,
} from "./fit";
import { capacityLinesOf } from "./ordered";
import { useCapacityWords } from "./resourceName";
import { fitRoute } from "./routes";

interface Answer {
  fits: CapacityFit[];
  without: { name: string }[];
  planned: boolean;
  /** The first day wished for; empty: any. */
  notBefore: string;
}

/** Where and when a wish finds room, also if something were added; from the answer one reserves. */
export function FitPage() {
  const text = useText(capacityText);
  const { callOff } = fitRoute.useSearch();
  const [answer, setAnswer] = useState<Answer>();
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={text.fitTitle}
        lead={text.fitLead}
      />
      {callOff && <ForCallOff id={callOff} />}
      <FitForm onAnswer={setAnswer} />
      <p className="kern-sr-only" role="status">
        {answer && text.found(answer.fits.length)}
      </p>
      {answer && <Fits {...answer} callOffId={callOff} />}
    </div>
  );
}

/** What was called off, that the reservation will be for. */
function ForCallOff(props: { id: string }) {
  const text = useText(reservingText);
  const format = useFormat();
  const language = useLanguage();
  const { data: callOff } = useSuspenseQuery(callOffQuery(props.id));
  return (
    <Alert tone="info" title={text.forCallOff(callOff.number)}>
      <List>
        {capacityLinesOf(callOff).map(({ position, name, quantity, unit }) => (
          <li key={position}>
            {text.position(
              position,
              `${format.quantity(quantity, unitName(unit, quantity, language))} ${name}`,
            )}
          </li>
        ))}
      </List>
    </Alert>
  );
}

function FitForm(props: { onAnswer: (answer: Answer) => void }) {
  const text = useText(capacityText);
  const words = useCapacityWords();
  const { data } = useSuspenseQuery(poolsQuery);
  const look = useAct(fitCapacity);
  const form = useFields<FitValues>({
    claims: [{ resource: "", amount: "" }],
    days: "365",
    notBefore: "",
    planResource: "",
    planFrom: "",
    planBy: "",
  });
  const claims = useFieldArray({ control: form.hook.control, name: "claims" });
  const plan = form.hook.watch("planResource");
  const planned = plan !== "";
  const wanted = resourcesOf(data.items, newKinds(plan));
  return (
    <Form
      form={form}
      onSubmit={(values) =>
        refusalOf(
          look.mutateAsync(wishOf(values)).then((found) => {
            const { planResource, notBefore } = values;
            const offered = offering(data.items, values.claims).map(({ id }) => id);
            props.onAnswer({
              fits: found.fits,
              without: found.without.filter(({ id }) => offered.includes(id)),
              planned: planResource !== "",
              notBefore,
            });
          }),
        )
      }
    >
      <Card title={text.wish} surface>
        {claims.fields.map((entry, index) => (
          <FieldRow key={entry.id}>
            <Select
              {...form.choice(`claims.${index}.resource`, `${text.kind} ${index + 1}`)}
              choices={wanted.map(({ key, kind, tier }) => ({
                value: key,
                label: words.measured({ kind, tier }),
              }))}
            />
            <TextField
              {...form.text(`claims.${index}.amount`, `${text.amount} ${index + 1}`, {
                check: (value) => (isAmount(value) ? undefined : text.number3),
              })}
              inputMode="decimal"
              narrow
            />
            {claims.fields.length > 1 && (
              <Button variant="tertiary" icon="close" onClick={() => claims.remove(index)}>
                {text.removeClaim(index + 1)}
              </Button>
            )}
          </FieldRow>
        ))}
        <ButtonRow>
          <Button variant="tertiary" icon="add" onClick={() => claims.append({ resource: "", amount: "" })}>
            {text.addClaim}
          </Button>
        </ButtonRow>
        <FieldRow>
          <TextField
            {...form.text("days", text.days, { check: (value) => (isDays(value) ? undefined : text.whole) })}
            inputMode="numeric"
            narrow
          />
          <DateField {...form.date("notBefore", text.notBefore, { optional: true })} />
        </FieldRow>
      </Card>
      <Card title={text.plan}>
        <p className="kern-body ui-text">{text.planText}</p>
        <Select
          {...form.choice("planResource", text.planResource, { optional: true })}
          empty={text.planNone}
          choices={data.items.flatMap((pool) => [
            ...pool.resources.map(({ id, kind, tier }) => ({
              value: id,
              label: `${pool.site.name}, ${pool.name}: ${words.measured({ kind, tier })}`,
            })),
            ...lackingIn(pool).map(({ key, kind }) => ({
              value: key,
              label: text.planNew(`${pool.site.name}, ${pool.name}: ${words.measured({ kind })}`),
            })),
          ])}
        />
        {planned && (
          <FieldRow>
            <DateField {...form.date("planFrom", text.planFrom)} />
            <TextField
              {...form.text("planBy", text.planBy, {
                check: (value) => (isChange(value) ? undefined : text.planNumber),
              })}
              narrow
            />
          </FieldRow>
        )}
      </Card>
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.look}
        </Button>
      </ButtonRow>
    </Form>
  );
}
