import { categoriesText } from "../../text/categories";
import { routingText } from "../../text/routing";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { FieldRow } from "../../ui/Form";
import { MoneyField } from "../../ui/MoneyField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import type { RuleValues } from "./draft";
import type { DraftForm } from "./TenderForm";

const ways = ["direct", "cascade", "balance", "mini-competition"] as const;

/** By which rules call-offs out of a lot find their supplier; none at first. */
export function RouteFields(props: { form: DraftForm; lot: number }) {
  const { form, lot } = props;
  const text = useText(routingText).form;
  const rules = form.hook.watch(`lots.${lot}.route`);
  const set = (next: RuleValues[]) => form.hook.setValue(`lots.${lot}.route`, next, { shouldDirty: true });
  const added = {
    key: crypto.randomUUID(),
    way: "direct",
    from: "",
    below: "",
    category: "",
    hours: "48",
    items: "",
    monthsFrom: "",
    monthsTo: "",
  } as const;
  return (
    <fieldset className="lot-draft">
      <legend className="kern-label">{text.title(lot + 1)}</legend>
      <p className="tender-note">{text.hint}</p>
      {rules.map(({ key }, rule) => (
        <RuleFields
          key={key}
          {...{ form, lot, rule }}
          onRemove={() => set(rules.filter((_, at) => at !== rule))}
        />
      ))}
      <div>
        <Button icon="add" small onClick={() => set([...rules, added])}>
          {text.add(lot + 1)}
        </Button>
      </div>
    </fieldset>
  );
}

function RuleFields(props: { form: DraftForm; lot: number; rule: number; onRemove: () => void }) {
  const { form, lot, rule, onRemove } = props;
  const words = useText(routingText);
  const text = words.form;
  const categories = useText(categoriesText);
  const at = `lots.${lot}.route.${rule}` as const;
  const named = (label: string) => `${text.title(lot + 1)}, ${words.rule(rule + 1)}, ${label}`;
  const way = form.hook.watch(`${at}.way`);
  const hours = form.text(`${at}.hours`, named(text.hours), {
    optional: way !== "cascade",
    check: (value) =>
      way !== "cascade" || /^[1-9][0-9]{0,2}$/.test(value.trim()) ? undefined : text.hoursRange,
  });
  const items = form.text(`${at}.items`, named(text.items), {
    optional: true,
    check: (value) => (/^\s*[1-9]\d*\s*(,\s*[1-9]\d*\s*)*$/.test(value) ? undefined : text.itemsForm),
  });
  const months = (field: "monthsFrom" | "monthsTo", label: string) =>
    form.text(`${at}.${field}`, named(label), {
      optional: true,
      check: (value) => (/^([1-9]\d?|1[01]\d|120)$/.test(value.trim()) ? undefined : text.monthsRange),
    });
  return (
    <div className="lot-draft__items">
      <p className="kern-label">{words.rule(rule + 1)}</p>
      <FieldRow>
        <Select
          {...form.choice(`${at}.way`, named(text.way))}
          label={text.way}
          choices={ways.map((value) => ({ value, label: words.way[value] }))}
        />
        <Select
          {...form.choice(`${at}.category`, named(text.category), { optional: true })}
          label={text.category}
          empty={text.anyCategory}
          choices={(["hardware", "software", "service", "data-center"] as const).map((value) => ({
            value,
            label: categories[value],
          }))}
        />
      </FieldRow>
      <FieldRow>
        <MoneyField {...form.money(`${at}.from`, named(text.from), { optional: true })} label={text.from} />
        <MoneyField
          {...form.money(`${at}.below`, named(text.below), { optional: true })}
          label={text.below}
        />
        {way === "cascade" && (
          <TextField {...hours} label={text.hours} hint={text.hoursHint} inputMode="numeric" />
        )}
      </FieldRow>
      <FieldRow>
        <TextField {...items} label={text.items} hint={text.itemsHint} />
        <TextField {...months("monthsFrom", text.monthsFrom)} label={text.monthsFrom} inputMode="numeric" />
        <TextField {...months("monthsTo", text.monthsTo)} label={text.monthsTo} inputMode="numeric" />
      </FieldRow>
      <div className="lot-draft__remove">
        <Button variant="tertiary" small icon="delete" iconOnly onClick={onRemove}>
          {text.remove(lot + 1, rule + 1)}
        </Button>
      </div>
    </div>
  );
}
