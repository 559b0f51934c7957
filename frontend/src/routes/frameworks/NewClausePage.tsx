import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { frameworkQuery } from "../../api/frameworks";
import { agreeIndexClause, type PriceIndex, priceIndicesQuery } from "../../api/prices";
import { categoriesText } from "../../text/categories";
import { clausesText } from "../../text/clauses";
import { pricesText } from "../../text/prices";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { DescriptionList } from "../../ui/DescriptionList";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { PercentField } from "../../ui/PercentField";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ButtonLink, TextLink } from "../links";
import { UnsavedGuard } from "../UnsavedGuard";
import { ClauseParts } from "./ClauseParts";
import { agreedClause, type ClauseValues, isOne, valueIn, weightsSum } from "./clause";
import { newClauseRoute } from "./routes";

const empty: ClauseValues = {
  category: "",
  baseMonth: "",
  fixedPart: "",
  parts: [{ key: "first", index: "", weight: "" }],
  triggerPercent: "",
  intervalMonths: "",
  cap: "",
  floor: "",
  stepCap: "",
  stepFloor: "",
  ground: "",
};

/** The form of an index clause as its parts take it. */
export type ClauseForm = ReturnType<typeof useFields<ClauseValues>>;

/** Enters the index clause of a contract; no price changes by it. */
export function NewClausePage() {
  const text = useText(clausesText);
  const prices = useText(pricesText);
  const { common } = useText(shared);
  const navigate = useNavigate();
  const { id } = newClauseRoute.useParams();
  const { data: framework } = useSuspenseQuery(frameworkQuery(id));
  const { data: indices } = useSuspenseQuery(priceIndicesQuery);
  const agree = useAct(agreeIndexClause);
  const form = useFields<ClauseValues>(empty);
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.hook.formState;
  return (
    <div className="ui-page">
      <UnsavedGuard dirty={isDirty && !isSubmitting && !isSubmitSuccessful} />
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks/$id" params={{ id }}>
              {framework.title}
            </TextLink>
            <TextLink to="/frameworks/$id/prices" params={{ id }}>
              {prices.title}
            </TextLink>
          </Breadcrumb>
        }
        title={text.newClause}
        lead={text.lead(framework.number)}
      />
      {indices.items.length === 0 && <Alert tone="info" title={text.noIndex} />}
      <Form
        form={form}
        onSubmit={async (values) => {
          const refusal = await refusalOf(agree.mutateAsync({ id, clause: agreedClause(values) }));
          if (refusal) return refusal;
          notify("success", text.saved);
          navigate({ to: "/frameworks/$id/prices", params: { id }, ignoreBlocker: true });
          return undefined;
        }}
      >
        <ClauseTerms form={form} />
        <ClauseParts form={form} indices={indices.items} />
        <ClauseBounds form={form} />
        <Reading values={form.hook.watch()} indices={indices.items} />
        <ButtonRow>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {text.save}
          </Button>
          <ButtonLink to="/frameworks/$id/prices" params={{ id }}>
            {common.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </div>
  );
}

function ClauseTerms(props: { form: ClauseForm }) {
  const { form } = props;
  const text = useText(clausesText);
  const categories = useText(categoriesText);
  return (
    <>
      <TextField {...form.text("ground", text.ground)} hint={text.groundHint} maxLength={500} />
      <Select
        {...form.choice("category", text.category, { optional: true })}
        empty={text.all}
        choices={(["hardware", "software", "service", "data-center"] as const).map((value) => ({
          value,
          label: categories[value],
        }))}
      />
      <DateField {...form.date("baseMonth", text.baseMonth)} hint={text.baseMonthHint} />
    </>
  );
}

function ClauseBounds(props: { form: ClauseForm }) {
  const { form } = props;
  const text = useText(clausesText);
  return (
    <>
      <PercentField {...form.quantity("triggerPercent", text.trigger, { places: 6 })} />
      <QuantityField
        {...form.quantity("intervalMonths", text.interval, {
          check: (months) => (Number(months) <= 120 ? undefined : text.intervalInvalid),
        })}
        unit={text.months}
      />
      {(["cap", "floor", "stepCap", "stepFloor"] as const).map((bound) => (
        <PercentField key={bound} {...form.quantity(bound, text[bound], { places: 6, optional: true })} />
      ))}
    </>
  );
}

/** The formula as the clause would read, and whether its parts come to one. */
function Reading(props: { values: ClauseValues; indices: readonly PriceIndex[] }) {
  const { values, indices } = props;
  const text = useText(clausesText);
  const format = useFormat();
  const chosen = values.parts.map(({ index, weight }) => {
    const found = indices.find(({ id }) => id === index);
    return { name: found?.name ?? "I", weight: weight || "b", base: valueIn(found, values.baseMonth) };
  });
  const terms = chosen.map(({ name, weight, base }) => `${weight} × ${name} / ${base ?? `${name}₀`}`);
  const sum = weightsSum(values);
  return (
    <Card title={text.preview}>
      <DescriptionList
        facts={[
          [text.formula, format.figures(`P = P0 × (${[values.fixedPart || "a", ...terms].join(" + ")})`)],
          [text.sum, sum !== null && (isOne(sum) ? text.sumIsOne : text.sumIs(format.number(sum)))],
          [
            text.baseValues,
            values.baseMonth &&
              chosen
                .map(({ name, base }) => `${name}: ${base ? format.number(base) : text.noBaseValue}`)
                .join(", "),
          ],
        ]}
      />
    </Card>
  );
}
