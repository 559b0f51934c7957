import { compareDecimals } from "../../lib/decimal";
import { rulesText } from "../../text/rules";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/Icon";
import { QuantityField } from "../../ui/QuantityField";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import {
  type CriterionValues,
  hasParts,
  isWhole,
  mostLevels,
  numberOf,
  parentOf,
  partsOf,
  weightsOf,
  withMoved,
  withoutRow,
  withPart,
} from "./criteria";
import { RowActions } from "./RowActions";
import { isFigure, isPositive, isUpTo, withCriteria } from "./rules";
import type { DraftForm } from "./TenderForm";
import "./Rules.css";

interface TreeProps {
  form: DraftForm;
  rows: readonly CriterionValues[];
  /** The tree as it shall be, and the row in whose name work goes on, if not where it was. */
  onChange: (rows: readonly CriterionValues[], next?: number) => void;
}

/** The tree of criteria: what is scored, how much it weighs, and which minimum it has. */
export function CriteriaFields(props: { form: DraftForm }) {
  const { form } = props;
  const text = useText(rulesText).criteria;
  const rules = form.hook.watch("rules");
  const change: TreeProps["onChange"] = (rows, next) => {
    form.hook.clearErrors("rules.criteria");
    form.hook.setValue("rules", { ...rules, ...withCriteria(rules, [...rows]) }, { shouldDirty: true });
    if (next !== undefined) focusOn(form, `rules.criteria.${next}.name`);
  };
  return (
    <div className="criteria">
      <div className="tender-heading">
        <h3 className="kern-title">{text.title}</h3>
        <p className="tender-note ui-text">{text.hint}</p>
      </div>
      <Level form={form} rows={rules.criteria} onChange={change} index={-1} />
    </div>
  );
}

/** Puts the focus into a field that comes with the next rendering. */
export function focusOn(form: DraftForm, name: string) {
  requestAnimationFrame(() => document.getElementById(form.shown.get(name)?.id ?? "")?.focus());
}

/** The parts of the criterion in this row, with the sum of their weights. */
function Level(props: TreeProps & { index: number }) {
  const { rows, index, onChange } = props;
  const text = useText(rulesText).criteria;
  const top = index < 0;
  const add = () => {
    const { rows: more, at } = withPart(rows, index);
    onChange(more, at);
  };
  return (
    <div className={classes("criteria__level", !top && "criteria__level--parts")}>
      <ol>
        {partsOf(rows, index).map((at) => (
          <li key={rows[at]?.key}>
            <CriterionRow {...props} index={at} />
            {hasParts(rows, at) && <Level {...props} index={at} />}
          </li>
        ))}
      </ol>
      <div className="criteria__end">
        <Button icon="add" small onClick={add}>
          {top ? text.add : text.addTo(numberOf(rows, index))}
        </Button>
        <Sum rows={rows} index={index} />
      </div>
    </div>
  );
}

/** What the weights of a level sum to while they are typed, and what is missing. */
function Sum(props: { rows: readonly CriterionValues[]; index: number }) {
  const { rows, index } = props;
  const text = useText(rulesText).criteria;
  const format = useFormat();
  const weights = weightsOf(rows, index);
  if (!weights) return <p className="criteria__sum">{text.sumUnknown}</p>;
  const { sum, missing } = weights;
  const whole = isWhole(rows, index);
  const off = format.number(missing.replace("-", ""));
  return (
    <p className={classes("criteria__sum", !whole && "criteria__sum--off")} aria-live="polite">
      <Icon name={whole ? "success" : "warning"} size="small" />
      {text.sum(format.number(sum))}
      {!whole && ` – ${missing.startsWith("-") ? text.over(off) : text.missing(off)}`}
    </p>
  );
}

function CriterionRow(props: TreeProps & { index: number }) {
  const { form, rows, index } = props;
  const text = useText(rulesText).criteria;
  const number = numberOf(rows, index);
  const faults = useFaults(rows, index);
  const name = form.text(`rules.criteria.${index}.name`, text.labelOf(number, text.name), {
    check: faults.name,
  });
  return (
    <fieldset className="criterion">
      <legend className="kern-sr-only">{text.one(number, name.value)}</legend>
      <span className="criterion__number" aria-hidden="true">
        {number}
      </span>
      <TextField {...name} label={text.name} labelHidden maxLength={200} />
      <div className="criterion__figures">
        <Figures form={form} rows={rows} index={index} faults={faults} />
        <Acts {...props} number={number} />
      </div>
    </fieldset>
  );
}

function Figures(props: {
  form: DraftForm;
  rows: readonly CriterionValues[];
  index: number;
  faults: ReturnType<typeof useFaults>;
}) {
  const { form, rows, index, faults } = props;
  const text = useText(rulesText).criteria;
  const number = numberOf(rows, index);
  const whole = hasParts(rows, index);
  const bound = (name: "weight" | "scale" | "least") => ({
    ...form.quantity(`rules.criteria.${index}.${name}`, text.labelOf(number, text[name]), {
      places: 3,
      optional: name === "least",
      check: faults[name],
    }),
    label: text[name],
    optional: undefined,
  });
  const weight = bound("weight");
  return (
    <>
      <QuantityField
        {...weight}
        unit="%"
        onChange={(value) => {
          weight.onChange(value);
          // What a level sums to is told at its first weight.
          const [first = index] = partsOf(rows, parentOf(rows, index));
          if (form.hook.formState.isSubmitted) form.hook.trigger(`rules.criteria.${first}.weight`);
        }}
      />
      {!whole && <QuantityField {...bound("scale")} unit={text.unit} />}
      <QuantityField {...bound("least")} unit={whole ? "%" : text.unit} />
    </>
  );
}

/** What can be done with a criterion; the last one on top stays. */
function Acts(props: TreeProps & { index: number; number: string }) {
  const { rows, index, number, onChange } = props;
  const text = useText(rulesText).criteria;
  const row = rows[index];
  if (!row) return null;
  const siblings = partsOf(rows, parentOf(rows, index));
  const move = (by: -1 | 1) => () => onChange(withMoved(rows, index, by));
  return (
    <div className="criterion__acts">
      {row.depth + 1 < mostLevels && !hasParts(rows, index) && (
        <Button
          variant="tertiary"
          small
          aria-label={text.divideOf(number)}
          onClick={() => {
            const { rows: more, at } = withPart(rows, index);
            onChange(more, at);
          }}
        >
          {text.divide}
        </Button>
      )}
      <RowActions
        rowKey={row.key}
        acts={{
          up: siblings[0] === index ? undefined : { label: text.up(number), run: move(-1) },
          down: siblings.at(-1) === index ? undefined : { label: text.down(number), run: move(1) },
          remove:
            row.depth === 0 && siblings.length === 1
              ? undefined
              : {
                  label: text.remove(number),
                  run: () => onChange(withoutRow(rows, index), Math.max(0, index - 1)),
                },
        }}
      />
    </div>
  );
}

/** What is wrong with the figures of a criterion, in a sentence. */
function useFaults(rows: readonly CriterionValues[], index: number) {
  const text = useText(rulesText).criteria.faults;
  const format = useFormat();
  const row = rows[index];
  const parent = parentOf(rows, index);
  const most = hasParts(rows, index) ? "100" : (row?.scale ?? "");
  return {
    name: (name: string) => {
      const same = rows.findIndex((each) => each.name.trim() === name.trim());
      return same < index ? text.twice(numberOf(rows, same)) : undefined;
    },
    weight: (weight: string) => {
      if (!isFigure(weight) || !isUpTo(weight, "100")) return text.weight;
      const sum = weightsOf(rows, parent)?.sum;
      const first = partsOf(rows, parent)[0] === index;
      return first && sum && !isWhole(rows, parent) ? text.sum(format.number(sum)) : undefined;
    },
    scale: (scale: string) => (isFigure(scale) && isPositive(scale) ? undefined : text.scale),
    least: (least: string) =>
      isFigure(least) && (!isFigure(most) || compareDecimals(least, most) <= 0)
        ? undefined
        : text.least(format.number(most)),
  };
}
