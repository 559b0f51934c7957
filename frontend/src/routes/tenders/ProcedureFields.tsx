import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { supplierNamesQuery } from "../../api/suppliers";
import type { Tender } from "../../api/tenders";
import { participationText } from "../../text/participation";
import { proceduresText } from "../../text/procedures";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Checkbox, RadioGroup } from "../../ui/Checks";
import { Combobox } from "../../ui/Combobox";
import { DateTimeField } from "../../ui/DateField";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import { useFormat } from "../../ui/words";
import { grounds, leastUrgency, linesOf, stageBounds } from "./draft";
import { isTwoStage } from "./phases";
import type { DraftForm } from "./TenderForm";

/** How the tender is run, with the reasons that the law asks for. */
export function ProcedureFields(props: { form: DraftForm; tender: Tender | undefined }) {
  const { form, tender } = props;
  const text = useText(proceduresText);
  const way = form.hook.watch("way");
  const direct = way === "direct-award";
  return (
    <section className="ui-section" aria-labelledby="procedure">
      <h2 id="procedure" className="kern-heading-medium">
        {text.title}
      </h2>
      <RadioGroup
        {...form.choice("way", text.way)}
        choices={(["open", "restricted", "negotiated", "direct-award"] as const).map((value) => ({
          value,
          label: text.ways[value],
          hint: text.wayHints[value],
        }))}
      />
      {isTwoStage(way) && <FirstStage form={form} tender={tender} way={way} />}
      {way === "negotiated" && <WhyNegotiated form={form} />}
      {direct ? (
        <>
          <TextArea
            {...form.text("wayReason", text.reason, { optional: true })}
            hint={text.reasonHint}
            maxLength={2000}
          />
          <Invited form={form} />
        </>
      ) : (
        <TextArea
          {...form.text("urgency", text.urgency, {
            optional: true,
            check: (value) => (value.trim().length < leastUrgency ? text.urgencyShort : undefined),
          })}
          hint={text.urgencyHint}
          maxLength={2000}
        />
      )}
    </section>
  );
}

/** Until when suppliers ask to take part, how many of them are invited, and by what they are chosen. */
function FirstStage(props: {
  form: DraftForm;
  tender: Tender | undefined;
  way: "restricted" | "negotiated";
}) {
  const { form, tender, way } = props;
  const text = useText(participationText).form;
  const format = useFormat();
  const earliest = tender?.milestones.find(({ code }) => code === "requests")?.at;
  const { participants, criteria, shortest, longest } = stageBounds;
  return (
    <>
      <DateTimeField
        {...form.dateTime("requestsUntil", text.until)}
        hint={earliest ? text.untilEarliest(format.instant(earliest)) : text.untilHint}
      />
      <QuantityField
        {...form.quantity("least", text.least, {
          check: (value) =>
            Number(value) >= 1 && Number(value) <= participants ? undefined : text.leastInvalid,
        })}
        hint={text.leastHint[way]}
        unit={text.leastUnit}
      />
      <TextArea
        {...form.text("criteria", text.criteria, {
          check: (value) => {
            const lines = linesOf(value);
            const fits = lines.every(({ length }) => length >= shortest && length <= longest);
            return fits && lines.length <= criteria ? undefined : text.criteriaInvalid;
          },
        })}
        hint={text.criteriaHint}
        maxLength={10_000}
      />
    </>
  );
}

/** What allows to negotiate, and whether a first bid may win without it. */
function WhyNegotiated(props: { form: DraftForm }) {
  const { form } = props;
  const text = useText(proceduresText);
  return (
    <>
      <Select
        {...form.choice("ground", text.ground, { optional: true })}
        hint={text.groundHint}
        choices={grounds.map((value) => ({ value, label: text.grounds[value] }))}
        empty={text.noGround}
      />
      <TextArea
        {...form.text("wayReason", text.groundReason, { optional: true })}
        hint={text.groundReasonHint}
        maxLength={2000}
      />
      <Checkbox {...form.flag("firstBids", text.firstBids)} hint={text.firstBidsHint} />
    </>
  );
}

/** Whom a direct award asks: found by name, and listed. */
function Invited(props: { form: DraftForm }) {
  const { form } = props;
  const text = useText(proceduresText);
  const later = useLater(150);
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const { data } = useQuery({ ...supplierNamesQuery(q.trim()), placeholderData: keepPreviousData });
  const invited = form.hook.watch("invited");
  const found = (data?.items ?? []).filter(({ id }) => invited.every((each) => each.id !== id));
  const change = (changed: typeof invited) => form.hook.setValue("invited", changed, { shouldDirty: true });
  return (
    <fieldset className="kern-fieldset tender-options">
      <legend className="kern-label">{text.invited}</legend>
      <p className="tender-note ui-text">{text.invitedHint}</p>
      {invited.length === 0 && <p className="tender-note">{text.nobody}</p>}
      {invited.length > 0 && (
        <ul className="tender-invited">
          {invited.map(({ id, name }) => (
            <li key={id}>
              {name}
              <Button
                variant="tertiary"
                icon="delete"
                iconOnly
                onClick={() => change(invited.filter((each) => each.id !== id))}
              >
                {text.remove(name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Combobox
        label={text.find}
        hint={text.findHint}
        value={typed}
        maxLength={100}
        choices={found.map(({ id, name, city }) => ({ value: id, label: name, ...(city && { hint: city }) }))}
        onChange={(value) => {
          const chosen = found.find(({ id }) => id === value);
          if (chosen) change([...invited, { id: chosen.id, name: chosen.name }]);
          setTyped(chosen ? "" : value);
          later(() => setQ(chosen ? "" : value));
        }}
      />
    </fieldset>
  );
}
