import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { supplierNamesQuery } from "../../api/suppliers";
import { proceduresText } from "../../text/procedures";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checks";
import { Combobox } from "../../ui/Combobox";
import { TextArea } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import { leastUrgency } from "./draft";
import type { DraftForm } from "./TenderForm";

/** How the tender is run, with the reasons that the law asks for. */
export function ProcedureFields(props: { form: DraftForm }) {
  const { form } = props;
  const text = useText(proceduresText);
  const direct = form.hook.watch("way") === "direct-award";
  return (
    <section className="ui-section" aria-labelledby="procedure">
      <h2 id="procedure" className="kern-heading-medium">
        {text.title}
      </h2>
      <RadioGroup
        {...form.choice("way", text.way)}
        choices={(["open", "direct-award"] as const).map((value) => ({
          value,
          label: text.ways[value],
          hint: text.wayHints[value],
        }))}
      />
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
