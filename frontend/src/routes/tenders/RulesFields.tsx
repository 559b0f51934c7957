import { useId } from "react";
import { rulesText } from "../../text/rules";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checks";
import { FieldRow } from "../../ui/Form";
import { MoneyField } from "../../ui/MoneyField";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/words";
import { CriteriaFields, focusOn } from "./CriteriaFields";
import { numberOf } from "./criteria";
import { RowActions } from "./RowActions";
import {
  type DeciderValues,
  isFigure,
  isPositive,
  isScored,
  isUpTo,
  isWeighed,
  newDecider,
  restOf,
} from "./rules";
import type { DraftForm } from "./TenderForm";
import "./Rules.css";

interface FieldsProps {
  form: DraftForm;
}

const methods = [
  "lowest-price",
  "simple-ratio",
  "extended-ratio",
  "weighted-reference",
  "price-points",
] as const;
const formulas = ["proportional", "one-sided", "two-sided"] as const;

/** By which method bids are compared, with what the method needs, and what is done with ties and low prices. */
export function RulesFields(props: FieldsProps) {
  const { form } = props;
  const text = useText(rulesText).form;
  const { method } = form.hook.watch("rules");
  const scored = isScored({ method });
  return (
    <section className="ui-section" aria-labelledby="rules">
      <h2 id="rules" className="kern-heading-medium">
        {text.title}
      </h2>
      <RadioGroup
        {...form.choice("rules.method", text.method)}
        choices={methods.map((value) => ({
          value,
          label: text.methods[value],
          hint: text.methodHints[value],
        }))}
      />
      {method === "extended-ratio" && <Band form={form} />}
      {isWeighed({ method }) && <Weights form={form} />}
      {method === "weighted-reference" && <References form={form} />}
      {method === "price-points" && (
        <RadioGroup
          {...form.choice("rules.formula", text.formula)}
          choices={formulas.map((value) => ({
            value,
            label: text.formulas[value],
            hint: text.formulaHints[value],
          }))}
        />
      )}
      {scored && <Points form={form} />}
      {scored && <CriteriaFields form={form} />}
      {scored ? <Ties form={form} /> : <p className="tender-note ui-text">{text.tiesOfPrice}</p>}
      <Low form={form} />
    </section>
  );
}

function Points(props: FieldsProps) {
  const text = useText(rulesText);
  return (
    <QuantityField
      {...props.form.quantity("rules.points", text.form.points, {
        places: 3,
        check: (points) => (isFigure(points) && isPositive(points) ? undefined : text.form.pointsInvalid),
      })}
      hint={text.form.pointsHint}
      unit={text.points}
    />
  );
}

function Band(props: FieldsProps) {
  const { form } = props;
  const text = useText(rulesText).form;
  const choices = useDeciders(form);
  return (
    <FieldRow>
      <QuantityField
        {...form.quantity("rules.band", text.band, {
          places: 3,
          check: (band) => (isFigure(band) && isUpTo(band, "10") ? undefined : text.bandInvalid),
        })}
        hint={text.bandHint}
        unit="%"
      />
      <Select {...form.choice("rules.decides", text.decides)} hint={text.decidesHint} choices={choices} />
    </FieldRow>
  );
}

/** What may tell bids apart: points, price, and every criterion by its name. */
function useDeciders(form: DraftForm) {
  const text = useText(rulesText);
  const criteria = form.hook.watch("rules.criteria");
  return [
    ...(["points", "price"] as const).map((by) => ({ value: by as string, label: text.by[by] })),
    ...criteria.map(({ key, name }, index) => ({
      value: key,
      label: text.byCriterion(name.trim() || numberOf(criteria, index)),
    })),
  ];
}

/** One weight is entered, the other is the rest: so they sum to all. */
function Weights(props: FieldsProps) {
  const { form } = props;
  const text = useText(rulesText).form;
  const format = useFormat();
  const weight = form.quantity("rules.pointsWeight", text.pointsWeight, {
    places: 2,
    check: (typed) =>
      /^\d{1,2}(\.\d{1,2})?$/.test(typed) && isUpTo(typed, "100") ? undefined : text.pointsWeightInvalid,
  });
  const rest = restOf(weight.value);
  return (
    <QuantityField
      {...weight}
      hint={rest === "" || rest.startsWith("-") ? text.weightsHint : text.priceWeight(format.number(rest))}
      unit="%"
    />
  );
}

function References(props: FieldsProps) {
  const { form } = props;
  const texts = useText(rulesText);
  const text = texts.form;
  const { references } = form.hook.watch("rules");
  const lots = form.hook.watch("lots").length;
  return (
    <>
      <RadioGroup
        {...form.choice("rules.references", text.references, {
          check: (chosen) => (chosen === "fixed" && lots > 1 ? text.fixedOfLots : undefined),
        })}
        choices={(["medians", "fixed"] as const).map((value) => ({
          value,
          label: text.referencesBy[value],
          hint: text.referenceHints[value],
        }))}
      />
      {references === "fixed" && (
        <FieldRow>
          <QuantityField
            {...form.quantity("rules.pointsReference", text.pointsReference, {
              places: 3,
              check: (points) => (isFigure(points) && isPositive(points) ? undefined : text.pointsInvalid),
            })}
            unit={texts.points}
          />
          <MoneyField
            {...form.money("rules.priceReference", text.priceReference, {
              check: (price) => (isPositive(price) ? undefined : text.priceReferenceInvalid),
            })}
          />
        </FieldRow>
      )}
    </>
  );
}

/** In which order bids are told apart that are equal by the method. */
function Ties(props: FieldsProps) {
  const { form } = props;
  const text = useText(rulesText).form;
  const choices = useDeciders(form);
  const ties = form.hook.watch("rules.ties");
  const addId = useId();
  const change = (changed: DeciderValues[]) => {
    form.hook.clearErrors("rules.ties");
    form.hook.setValue("rules.ties", changed, { shouldDirty: true });
  };
  const moved = (index: number, by: -1 | 1) => {
    const [tie] = ties.slice(index, index + 1);
    if (tie) change(ties.toSpliced(index, 1).toSpliced(index + by, 0, tie));
  };
  const remove = (index: number) => {
    change(ties.toSpliced(index, 1));
    document.getElementById(addId)?.focus();
  };
  const add = () => {
    change([...ties, newDecider("")]);
    focusOn(form, `rules.ties.${ties.length}.by`);
  };
  return (
    <div className="criteria">
      <div className="tender-heading">
        <h3 className="kern-title">{text.ties}</h3>
        <p className="tender-note ui-text">{text.tiesHint}</p>
      </div>
      <ol className="ties">
        {ties.map(({ key }, index) => (
          <li key={key}>
            <Select
              {...form.choice(`rules.ties.${index}.by`, text.tie(index + 1), {
                check: (by) => (ties.findIndex((each) => each.by === by) < index ? text.tieTwice : undefined),
              })}
              choices={choices}
            />
            <RowActions
              rowKey={key}
              acts={{
                up: index > 0 ? { label: text.tieUp(index + 1), run: () => moved(index, -1) } : undefined,
                down:
                  index + 1 < ties.length
                    ? { label: text.tieDown(index + 1), run: () => moved(index, 1) }
                    : undefined,
                remove: { label: text.tieRemove(index + 1), run: () => remove(index) },
              }}
            />
          </li>
        ))}
      </ol>
      <p className="tender-note">{text.tiesEnd}</p>
      <div>
        <Button id={addId} icon="add" small onClick={add}>
          {text.addTie}
        </Button>
      </div>
    </div>
  );
}

/** From when on a price is strikingly low. Left empty, the usual limits hold. */
function Low(props: FieldsProps) {
  const { form } = props;
  const text = useText(rulesText).form;
  const { lowNext, lowMean } = form.hook.watch("rules");
  const field = (name: "rules.lowNext" | "rules.lowMean", label: string, other: string) =>
    form.quantity(name, label, {
      places: 3,
      optional: true,
      check: (limit) => {
        if (!isFigure(limit) || (limit !== "0" && !isUpTo(limit, "99.999"))) return text.lowInvalid;
        return other === "" ? text.lowBoth : undefined;
      },
    });
  return (
    <div className="criteria">
      <div className="tender-heading">
        <h3 className="kern-title">{text.low}</h3>
        <p className="tender-note ui-text">{text.lowHint}</p>
      </div>
      <FieldRow>
        <QuantityField {...field("rules.lowNext", text.lowNext, lowMean)} unit="%" />
        <QuantityField {...field("rules.lowMean", text.lowMean, lowNext)} unit="%" />
      </FieldRow>
    </div>
  );
}
