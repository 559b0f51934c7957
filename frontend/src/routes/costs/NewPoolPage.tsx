import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  type CreateCostPool,
  createCostPool,
  type PoolKind,
  type Regime,
  type RunMode,
} from "../../api/cost-pools";
import { frameworksQuery } from "../../api/frameworks";
import { allMembersQuery } from "../../api/members";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { tendersQuery } from "../../api/tenders";
import { costsText } from "../../text/costs";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { Checkbox, RadioGroup } from "../../ui/Checks";
import { Disclosure } from "../../ui/Disclosure";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { TextLink } from "../links";
import { CostFields, type CostForm } from "./CostFields";
import { type CostValues, costOf, newCost } from "./cost";
import { MemberPicker } from "./MemberPicker";

type Basis = "tender" | "framework" | "members";

interface Values {
  title: string;
  kind: PoolKind | "";
  basis: Basis | "";
  tenderId: string;
  frameworkId: string;
  regime: Regime | "";
  mode: RunMode | "";
  withCost: boolean;
  cost: CostValues;
}

const kinds: readonly PoolKind[] = [
  "tender-cost",
  "joint-licence",
  "shared-service",
  "data-center-month",
  "membership-fee",
  "other",
];
const bases: readonly Basis[] = ["tender", "framework", "members"];
const regimes: readonly Regime[] = ["cost-sheet", "own-invoices"];
const modes: readonly RunMode[] = ["each-run", "cumulative"];

/** Opens a pool: what it collects, who shares it, and its first amount. */
export function NewPoolPage() {
  const text = useText(costsText);
  const { navigation, notAllowed } = useText(shared);
  const may = useMay();
  const navigate = useNavigate();
  const create = useAct(createCostPool);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const form = useFields<Values>({
    title: "",
    kind: "tender-cost",
    basis: "tender",
    tenderId: "",
    frameworkId: "",
    regime: "cost-sheet",
    mode: "each-run",
    withCost: true,
    cost: newCost(),
  });
  const withCost = form.hook.watch("withCost");
  const submit = async (values: Values) => {
    if (values.basis === "members" && chosen.size === 0) return { message: text.new.nobody };
    return refusalOf(
      create.mutateAsync(poolOf(values, [...chosen])).then(({ id, title }) => {
        notify("success", text.new.done(title));
        return navigate({ to: values.withCost ? "/costs/$id/run" : "/costs/$id", params: { id } });
      }),
    );
  };
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/costs">{navigation.costs}</TextLink>
          </Breadcrumb>
        }
        title={text.new.title}
        lead={text.new.lead}
      />
      <Form form={form} onSubmit={submit}>
        <TextField
          {...form.text("title", text.new.name, { least: 3 })}
          hint={text.new.nameHint}
          maxLength={200}
        />
        <Select
          {...form.choice("kind", text.kind)}
          choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
        />
        <section className="ui-section" aria-labelledby="basis">
          <h2 id="basis" className="kern-heading-medium">
            {text.new.basis}
          </h2>
          <RadioGroup
            {...form.choice("basis", text.new.by)}
            choices={bases.map((value) => ({
              value,
              label: text.new.bases[value],
              hint: text.new.baseHints[value],
            }))}
          />
          <Sharers form={form} chosen={chosen} onChoose={setChosen} />
        </section>
        <section className="ui-section" aria-labelledby="first">
          <div>
            <h2 id="first" className="kern-heading-medium">
              {text.new.first}
            </h2>
            <p className="kern-body kern-body--muted">{text.new.firstText}</p>
          </div>
          <Checkbox {...form.flag("withCost", text.new.withCost)} />
          {/* A form of more fields is one of these too. */}
          {withCost && <CostFields form={form as unknown as CostForm} textOptional />}
        </section>
        <Disclosure title={text.new.more}>
          <RadioGroup
            {...form.choice("regime", text.regime)}
            choices={regimes.map((value) => ({
              value,
              label: text.regimes[value],
              hint: text.regimeHints[value],
            }))}
          />
          <RadioGroup
            {...form.choice("mode", text.mode)}
            choices={modes.map((value) => ({ value, label: text.modes[value], hint: text.modeHints[value] }))}
          />
        </Disclosure>
        <div>
          <Button
            type="submit"
            variant="primary"
            busy={form.hook.formState.isSubmitting}
            disabledReason={may("pool.create") ? undefined : notAllowed}
          >
            {withCost ? text.new.submitWithCost : text.new.submit}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function poolOf(values: Values, memberIds: string[]): CreateCostPool {
  const { title, kind, basis, tenderId, frameworkId, regime, mode, withCost, cost } = values;
  return {
    title: title.trim(),
    kind: kind as PoolKind, // the fields demand one of each
    regime: regime as Regime,
    mode: mode as RunMode,
    ...(basis === "tender" && { tenderId }),
    ...(frameworkId !== "" && { frameworkId }),
    ...(basis === "members" && { memberIds }),
    ...(withCost && { cost: costOf({ ...cost, text: cost.text.trim() || title }) }),
  };
}

/** Who shares: those of a tender or a framework, or members one by one. */
function Sharers(props: {
  form: ReturnType<typeof useFields<Values>>;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { form, chosen, onChoose } = props;
  const text = useText(costsText).new;
  const tenders = useList(tendersQuery);
  const frameworks = useList(frameworksQuery);
  const basis = form.hook.watch("basis");
  const only = basis === "framework";
  return (
    <>
      {basis === "tender" && (
        <>
          <Select
            {...form.choice("tenderId", text.tender)}
            choices={tenders.items
              .filter(({ status }) => status !== "draft" && status !== "in-review" && status !== "cancelled")
              .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
          />
          <Older end={tenders.end} />
        </>
      )}
      {basis === "members" && <Members chosen={chosen} onChoose={onChoose} />}
      <Select
        {...form.choice("frameworkId", only ? text.framework : text.valuesFrom, { optional: !only })}
        {...(!only && { hint: text.baseHints.framework, empty: text.noFramework })}
        choices={frameworks.items.map(({ id, number, title }) => ({
          value: id,
          label: `${number} ${title}`,
        }))}
      />
      <Older end={frameworks.end} />
    </>
  );
}

function Members(props: { chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void }) {
  const members = useQuery(allMembersQuery);
  if (!members.data) return <Loader />;
  return <MemberPicker members={members.data.filter(({ guest }) => !guest)} {...props} />;
}

/** Fetches what does not stand in a choice yet. */
function Older(props: { end: ReturnType<typeof useList>["end"] }) {
  const text = useText(costsText).new;
  if (!props.end.hasMore) return null;
  return (
    <div>
      <Button variant="tertiary" small busy={props.end.loading} onClick={props.end.onMore}>
        {text.older}
      </Button>
    </div>
  );
}
