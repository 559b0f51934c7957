import { useNavigate } from "@tanstack/react-router";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../api/act";
import { type CreateRound, createRound, type Round } from "../../api/rounds";
import type { Language } from "../../lib/locale";
import { categoriesText } from "../../text/categories";
import { demandText } from "../../text/demand";
import { refusalOf } from "../../text/problems";
import { roundsText } from "../../text/rounds";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitCodes, unitName } from "../../text/units";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { DateTimeField } from "../../ui/DateField";
import { Disclosure } from "../../ui/Disclosure";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { PriceField } from "../../ui/PriceField";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { CodeField } from "../CodeField";
import { ButtonLink, TextLink } from "../links";
import { UnsavedGuard } from "../UnsavedGuard";
import { parseSteps } from "./terms";
import "./Demand.css";

type Category = CreateRound["items"][number]["category"];

type Mode = NonNullable<CreateRound["items"][number]["tiers"]>["mode"];

interface ItemValues {
  name: string;
  description: string;
  category: Category | "";
  unit: string;
  cpv: string;
  estimatedPrice: string;
  pack: string;
  minimum: string;
  steps: string;
  mode: Mode | "";
}

interface Values {
  title: string;
  closesAt: string;
  confirms: boolean;
  items: ItemValues[];
}

/** What most items of a new one have in common with the one above. */
const blank: ItemValues = {
  name: "",
  description: "",
  category: "hardware",
  unit: "H87",
  cpv: "",
  estimatedPrice: "",
  pack: "",
  minimum: "",
  steps: "",
  mode: "all-unit",
};

/** The round as the server takes it: what was left empty is left out. */
function drafted(values: Values, language: Language): CreateRound {
  return {
    title: values.title.trim(),
    closesAt: values.closesAt,
    confirms: values.confirms,
    items: values.items.map(({ name, description, category, unit, cpv, estimatedPrice, ...terms }) => ({
      name: name.trim(),
      ...(description.trim() && { description: description.trim() }),
      category: category || "hardware",
      ...(cpv.trim() && { cpv: cpv.trim() }),
      unit: unit.trim(),
      estimatedPrice,
      ...(terms.pack.trim() && { pack: terms.pack }),
      ...(terms.minimum.trim() && { minimum: terms.minimum }),
      ...(terms.steps.trim() && {
        tiers: {
          mode: terms.mode || "all-unit",
          basis: "contract" as const,
          steps: parseSteps(terms.steps, estimatedPrice, language) ?? [],
        },
      }),
    })),
  };
}

/** Where an officer drafts a round. */
export function NewRoundPage() {
  const texts = useText(demandText);
  const text = texts.create;
  const { confirm } = useText(roundsText);
  const { common } = useText(shared);
  const language = useLanguage();
  const navigate = useNavigate();
  const create = useAct(createRound);
  const form = useFields<Values>({ title: "", closesAt: "", confirms: false, items: [blank] });
  const rows = useFieldArray({ control: form.hook.control, name: "items" });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.hook.formState;
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/demand">{texts.title}</TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead}
      />
      <UnsavedGuard dirty={isDirty && !isSubmitting && !isSubmitSuccessful} />
      <Form
        form={form}
        onSubmit={async (values) => {
          let round: Round | undefined;
          const refusal = await refusalOf(
            create.mutateAsync(drafted(values, language)).then((made) => {
              round = made;
            }),
          );
          if (!round) return refusal;
          notify("success", text.created(round.number));
          navigate({ to: "/demand/$id", params: { id: round.id }, ignoreBlocker: true });
        }}
      >
        <FieldRow>
          <TextField {...form.text("title", text.name, { least: 3 })} hint={text.nameHint} maxLength={200} />
          <DateTimeField {...form.dateTime("closesAt", text.closesAt)} hint={text.closesAtHint} />
        </FieldRow>
        <Checkbox {...form.flag("confirms", confirm.ask)} hint={confirm.askHint} />
        <section className="ui-section" aria-labelledby="items">
          <div className="demand-heading">
            <h2 id="items" className="kern-heading-medium">
              {text.items}
            </h2>
            <p className="kern-body kern-body--small ui-muted">{text.itemsHint}</p>
          </div>
          <ol className="demand-drafts">
            {rows.fields.map((row, index) => (
              <ItemFields
                key={row.id}
                position={index + 1}
                fields={itemFields(form, index, text, language)}
                {...(rows.fields.length > 1 && { onRemove: () => rows.remove(index) })}
              />
            ))}
          </ol>
          <div>
            <Button
              icon="add"
              small
              onClick={() => {
                const last = form.hook.getValues("items").at(-1) ?? blank;
                const name = `items.${rows.fields.length}.name`;
                rows.append({ ...blank, category: last.category, unit: last.unit }, { shouldFocus: false });
                requestAnimationFrame(() => document.getElementById(form.shown.get(name)?.id ?? "")?.focus());
              }}
            >
              {text.add}
            </Button>
          </div>
        </section>
        <ButtonRow>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {text.submit}
          </Button>
          <ButtonLink to="/demand">{common.cancel}</ButtonLink>
        </ButtonRow>
      </Form>
    </div>
  );
}

/** The fields of one item, bound here so that the form's error summary knows them. */
function itemFields(
  form: ReturnType<typeof useFields<Values>>,
  index: number,
  text: (typeof demandText)["de"]["create"],
  language: Language,
) {
  const name = <Key extends keyof ItemValues>(key: Key): `items.${number}.${Key}` => `items.${index}.${key}`;
  const label = (of: string) => `${text.item(index + 1)}, ${of}`;
  const cpv = (value: string) => (/^\d{8}-\d$/.test(value.trim()) ? undefined : text.cpvInvalid);
  const unit = (value: string) => (/^[0-9A-Z]{1,3}$/.test(value.trim()) ? undefined : text.unitInvalid);
  return {
    name: form.text(name("name"), label(text.itemName), { least: 2 }),
    description: form.text(name("description"), label(text.description), { optional: true }),
    category: form.choice(name("category"), label(text.category)),
    unit: form.text(name("unit"), label(text.unit), { check: unit }),
    cpv: form.text(name("cpv"), label(text.cpv), { optional: true, check: cpv }),
    estimatedPrice: form.price(name("estimatedPrice"), label(text.price)),
    pack: form.quantity(name("pack"), label(text.pack), { optional: true, places: 3 }),
    minimum: form.quantity(name("minimum"), label(text.minimum), { optional: true, places: 3 }),
    steps: form.text(name("steps"), label(text.steps), {
      optional: true,
      check: (typed) =>
        parseSteps(typed, form.hook.getValues(name("estimatedPrice")), language)
          ? undefined
          : text.stepsInvalid,
    }),
    mode: form.choice(name("mode"), label(text.mode)),
  };
}

function ItemFields(props: {
  position: number;
  fields: ReturnType<typeof itemFields>;
  onRemove?: () => void;
}) {
  const { position, fields, onRemove } = props;
  const text = useText(demandText).create;
  const categories = useText(categoriesText);
  const language = useLanguage();
  return (
    <li>
      <fieldset className="demand-draft">
        <legend className="kern-label">{text.item(position)}</legend>
        <div className="demand-draft__fields">
          <div className="demand-draft__name">
            <TextField {...fields.name} label={text.itemName} maxLength={200} />
          </div>
          <div className="demand-draft__description">
            <TextField {...fields.description} label={text.description} maxLength={2000} />
          </div>
          <Select
            {...fields.category}
            label={text.category}
            choices={(["hardware", "software", "service", "data-center"] as const).map((value) => ({
              value,
              label: categories[value],
            }))}
          />
          <CodeField
            {...fields.unit}
            label={text.unit}
            list="units"
            usual={unitCodes.map((code) => ({ value: code, label: unitName(code, 2, language) }))}
          />
          <CodeField {...fields.cpv} label={text.cpv} list="cpv" placeholder="30213100-6" />
          <PriceField {...fields.estimatedPrice} label={text.price} />
        </div>
        <Disclosure title={text.terms}>
          <div className="demand-draft__fields demand-draft__terms">
            <QuantityField {...fields.pack} label={text.pack} unit="" hint={text.packHint} />
            <QuantityField {...fields.minimum} label={text.minimum} unit="" hint={text.minimumHint} />
            <TextField {...fields.steps} label={text.steps} hint={text.stepsHint} maxLength={300} />
            <Select
              {...fields.mode}
              label={text.mode}
              choices={(["all-unit", "marginal"] as const).map((value) => ({
                value,
                label: text.modes[value],
              }))}
            />
          </div>
        </Disclosure>
        {onRemove && (
          <div className="demand-draft__remove">
            <Button variant="tertiary" small icon="delete" iconOnly onClick={onRemove}>
              {text.remove(position)}
            </Button>
          </div>
        )}
      </fieldset>
    </li>
  );
}
