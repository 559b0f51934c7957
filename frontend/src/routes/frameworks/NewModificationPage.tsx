import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import {
  type Headroom,
  modificationsQuery,
  nextSupplierQuery,
  proposeModification,
} from "../../api/contracts";
import { type Framework, frameworkQuery } from "../../api/frameworks";
import { contractsText } from "../../text/contracts";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { RadioGroup } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { DescriptionList } from "../../ui/DescriptionList";
import { Disclosure } from "../../ui/Disclosure";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ButtonLink, TextLink } from "../links";
import { UnsavedGuard } from "../UnsavedGuard";
import { formField, type ModifyValues, newModification, proposalOf, tested } from "./modify";
import { newModificationRoute } from "./routes";

/** Proposes a modification of a contract, with what is left under its ground in sight. */
export function NewModificationPage() {
  const text = useText(contractsText).modify;
  const { common } = useText(shared);
  const navigate = useNavigate();
  const { id } = newModificationRoute.useParams();
  const { data: framework } = useSuspenseQuery(frameworkQuery(id));
  const { data: modifications } = useSuspenseQuery(modificationsQuery(id));
  const propose = useAct(proposeModification);
  const form = useFields<ModifyValues>(newModification(framework));
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.hook.formState;
  const { ground, raise } = form.hook.watch();
  const headroom = modifications.headroom.find((each) => each.ground === ground);
  const submit = async (values: ModifyValues) => {
    if (values.ground === "") return undefined; // the form does not let it be empty
    const proposal = proposalOf({ ...values, ground: values.ground });
    const refusal = await refusalOf(propose.mutateAsync({ id, version: framework.version, proposal }));
    if (refusal) return { ...refusal, field: formField(refusal.field, values) };
    notify("success", text.submitted);
    navigate({
      to: "/frameworks/$id",
      params: { id },
      search: { tab: "modifications" },
      ignoreBlocker: true,
    });
    return undefined;
  };
  return (
    <div className="ui-page">
      <UnsavedGuard dirty={isDirty && !isSubmitting && !isSubmitSuccessful} />
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks/$id" params={{ id }} search={{ tab: "modifications" }}>
              {framework.title}
            </TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead(framework.number)}
      />
      <Form form={form} onSubmit={submit}>
        <Why form={form} headroom={modifications.headroom} />
        <What form={form} framework={framework} />
        {headroom && <Preview headroom={headroom} raise={raise} />}
        <ButtonRow>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {text.submit}
          </Button>
          <ButtonLink to="/frameworks/$id" params={{ id }} search={{ tab: "modifications" }}>
            {common.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </div>
  );
}

type ModifyForm = ReturnType<typeof useFields<ModifyValues>>;

function Why(props: { form: ModifyForm; headroom: readonly Headroom[] }) {
  const { form, headroom } = props;
  const { modify: text, modifications } = useText(contractsText);
  const { common } = useText(shared);
  const format = useFormat();
  return (
    <>
      <RadioGroup
        {...form.choice("ground", modifications.ground)}
        choices={headroom.map(({ ground, left }) => ({
          value: ground,
          label: modifications.grounds[ground],
          hint: left
            ? `${modifications.groundHints[ground]} ${text.leftUnder(format.money(left))}`
            : modifications.groundHints[ground],
        }))}
      />
      {form.hook.watch("ground") === "mod-rev" && (
        <TextArea
          {...form.text("clause", text.clause, { least: 3 })}
          hint={text.clauseHint}
          maxLength={2000}
          rows={3}
        />
      )}
      <TextArea
        {...form.text("reason", common.reason, { least: 3 })}
        hint={text.reasonHint}
        maxLength={2000}
      />
    </>
  );
}

function What(props: { form: ModifyForm; framework: Framework }) {
  const { form, framework } = props;
  const text = useText(contractsText).modify;
  const format = useFormat();
  const { ground, inForceTo } = form.hook.watch();
  return (
    <section className="ui-section" aria-labelledby="changes">
      <h2 id="changes" className="kern-heading-medium">
        {text.changes}
      </h2>
      {ground === "mod-repl" && <NewSupplier form={form} framework={framework} />}
      <MoneyField
        {...form.money("raise", text.raise, { optional: true })}
        hint={text.raiseHint(format.money(framework.maximumValue))}
      />
      <DateField
        {...form.date("inForceTo", text.inForceTo, { optional: true })}
        hint={text.inForceHint(format.date(framework.inForceTo))}
      />
      {inForceTo && (
        <TextArea
          {...form.text("termJustification", text.justification, { optional: true })}
          maxLength={2000}
          rows={3}
        />
      )}
      {framework.items.length > 0 && <Quantities form={form} framework={framework} />}
    </section>
  );
}

function NewSupplier(props: { form: ModifyForm; framework: Framework }) {
  const { form, framework } = props;
  const text = useText(contractsText).modify;
  const { data: next } = useQuery(nextSupplierQuery(framework.id));
  if (next?.items.length === 0) return <Alert tone="info" title={text.noSupplier} />;
  return (
    <Select
      {...form.choice("supplierId", text.supplier)}
      hint={text.supplierHint}
      choices={(next?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function Quantities(props: { form: ModifyForm; framework: Framework }) {
  const { form, framework } = props;
  const text = useText(contractsText).modify;
  const language = useLanguage();
  const format = useFormat();
  return (
    <Disclosure title={text.items}>
      <p className="kern-body">{text.itemsHint}</p>
      {framework.items.map(({ id, name, unit, maximumQuantity }, index) => (
        <QuantityField
          key={id}
          {...form.quantity(`items.${index}.maximumQuantity`, text.newMaximum(name), {
            optional: true,
            places: 3,
          })}
          hint={text.todayMaximum(
            format.quantity(maximumQuantity, unitName(unit, maximumQuantity, language)),
          )}
          unit={unitName(unit, 2, language)}
        />
      ))}
    </Disclosure>
  );
}

/** What the modification counts for under its ground, before it is sent. */
function Preview(props: { headroom: Headroom; raise: string }) {
  const { headroom, raise } = props;
  const { modify: text, modifications } = useText(contractsText);
  const format = useFormat();
  const { verdict, left } = tested(headroom, raise);
  const sentence = {
    within: text.within,
    "too-much": text.tooMuch,
    "raises-nothing": text.raisesNothing,
  }[verdict];
  return (
    <Card title={text.preview} preline={modifications.grounds[headroom.ground]}>
      <DescriptionList
        facts={[
          [text.previewLimit, headroom.limit && format.money(headroom.limit)],
          [text.previewUsed, headroom.used && format.money(headroom.used)],
          [text.previewRaise, raise && format.money(raise)],
          [text.previewLeft, left && format.money(left)],
        ]}
      />
      <Alert tone={verdict === "within" ? "info" : "warning"} title={sentence} />
    </Card>
  );
}
