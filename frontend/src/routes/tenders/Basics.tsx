import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checks";
import { QuantityField } from "../../ui/QuantityField";
import { TextArea, TextField } from "../../ui/TextField";
import { longestMonths, monthsWithoutReason, termBounds } from "./draft";
import type { DraftForm } from "./TenderForm";

/** What the tender is called, how long its contract runs, and how the members share the maximum. */
export function Basics(props: { form: DraftForm }) {
  const { form } = props;
  const text = useText(tendersText).form;
  const long = longestMonths(form.hook.watch()) > monthsWithoutReason;
  const { least, most } = termBounds;
  return (
    <section className="ui-section" aria-labelledby="basics">
      <h2 id="basics" className="kern-heading-medium">
        {text.basics}
      </h2>
      <TextField {...form.text("title", text.name, { least: 3 })} hint={text.nameHint} maxLength={200} />
      <QuantityField
        {...form.quantity("termMonths", text.term, {
          check: (value) => (within(value, least, most) ? undefined : text.termInvalid),
        })}
        hint={text.termHint}
        unit={text.monthsUnit}
      />
      <Options form={form} />
      {long && (
        <TextArea
          {...form.text("termJustification", text.termJustification)}
          hint={text.termJustificationHint}
          maxLength={2000}
        />
      )}
      <RadioGroup
        {...form.choice("quotaMode", text.quotaMode)}
        choices={(["hard", "soft", "first-come"] as const).map((value) => ({
          value,
          label: text.quotaModes[value],
          hint: text.quotaModeHints[value],
        }))}
      />
      {form.hook.watch("quotaMode") === "soft" && <FlowBack form={form} />}
    </section>
  );
}

const within = (value: string, least: number, most: number) =>
  /^\d{1,5}$/.test(value) && Number(value) >= least && Number(value) <= most;

/** The rights to extend the contract, a row each. */
function Options(props: { form: DraftForm }) {
  const { form } = props;
  const texts = useText(tendersText);
  const text = texts.form;
  const options = form.hook.watch("options");
  const longest = longestMonths(form.hook.watch());
  const change = (changed: typeof options) =>
    form.hook.setValue("options", changed, {
      shouldDirty: true,
      shouldValidate: form.hook.formState.isSubmitted,
    });
  const add = () => {
    const name = `options.${options.length}.months`;
    change([...options, { key: crypto.randomUUID(), months: "12" }]);
    requestAnimationFrame(() => document.getElementById(form.shown.get(name)?.id ?? "")?.focus());
  };
  return (
    <fieldset className="kern-fieldset tender-options">
      <legend className="kern-label">{text.options}</legend>
      <p className="tender-note ui-text">{text.optionsHint}</p>
      {options.length > 0 && (
        <ol className="committee-fields">
          {options.map(({ key }, index) => (
            <li key={key}>
              <QuantityField
                {...form.quantity(`options.${index}.months`, text.option(index + 1), {
                  check: (value) =>
                    within(value, termBounds.least, termBounds.most) && longest <= termBounds.most
                      ? undefined
                      : text.optionInvalid,
                })}
                unit={text.monthsUnit}
              />
              <Button
                variant="tertiary"
                icon="delete"
                iconOnly
                onClick={() => change(options.filter((_, at) => at !== index))}
              >
                {text.removeOption(index + 1)}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {options.length > 0 && <p className="tender-note">{text.longest(texts.terms.months(longest))}</p>}
      {options.length < termBounds.options && (
        <div>
          <Button icon="add" small onClick={add}>
            {options.length > 0 ? text.addAnotherOption : text.addOption}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** After which time soft quotas are open to all. */
function FlowBack(props: { form: DraftForm }) {
  const { form } = props;
  const text = useText(tendersText).form;
  const term = Number(form.hook.watch("termMonths"));
  return (
    <QuantityField
      {...form.quantity("flowBackMonths", text.flowBack, {
        check: (value) => (within(value, 1, term - 1) ? undefined : text.flowBackInvalid),
      })}
      hint={text.flowBackHint}
      unit={text.monthsUnit}
    />
  );
}
