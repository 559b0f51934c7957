import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { type CreateCostPool, createCostPool } from "../../api/cost-pools";
import { frameworksQuery } from "../../api/frameworks";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { tendersQuery } from "../../api/tenders";
import { costsText } from "../../text/costs";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checks";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { TextLink } from "../links";

type Kind = CreateCostPool["kind"];

interface Values {
  title: string;
  kind: Kind | "";
  amount: string;
  tenderId: string;
  frameworkId: string;
}

const kinds: readonly Kind[] = ["tender-cost", "joint-licence", "other"];

/** Collects a cost that the members of a tender or a framework contract share. */
export function NewPoolPage() {
  const text = useText(costsText);
  const { navigation, notAllowed } = useText(shared);
  const may = useMay();
  const navigate = useNavigate();
  const create = useAct(createCostPool);
  const tenders = useList(tendersQuery);
  const frameworks = useList(frameworksQuery);
  const form = useFields<Values>({
    title: "",
    kind: "tender-cost",
    amount: "",
    tenderId: "",
    frameworkId: "",
  });
  const framework = form.hook.watch("frameworkId");
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
      <Form
        form={form}
        onSubmit={({ title, kind, amount, tenderId, frameworkId }) =>
          refusalOf(
            create
              .mutateAsync({
                title: title.trim(),
                kind: kind as Kind, // the field demands one
                amount,
                ...(tenderId && { tenderId }),
                ...(frameworkId && { frameworkId }),
              })
              .then(({ id }) => navigate({ to: "/costs/$id", params: { id } })),
          )
        }
      >
        <TextField
          {...form.text("title", text.new.name, { least: 3 })}
          hint={text.new.nameHint}
          maxLength={200}
        />
        <RadioGroup
          {...form.choice("kind", text.kind)}
          choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
        />
        <MoneyField
          {...form.money("amount", text.new.amount, {
            check: (value) => (/^-?0*\.?0*$/.test(value) ? text.new.zero : undefined),
          })}
          hint={text.new.amountHint}
        />
        <section className="ui-section" aria-labelledby="basis">
          <div>
            <h2 id="basis" className="kern-heading-medium">
              {text.new.basis}
            </h2>
            <p className="kern-body kern-body--muted">{text.new.basisHint}</p>
          </div>
          <Select
            {...form.choice("tenderId", text.new.tender, {
              optional: true,
              check: (value) => (value === "" && framework === "" ? text.new.one : undefined),
            })}
            hint={text.new.tenderHint}
            empty={text.new.none}
            choices={tenders.items
              .filter(({ status }) => status !== "draft" && status !== "in-review" && status !== "cancelled")
              .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
          />
          <Older end={tenders.end} />
          <Select
            {...form.choice("frameworkId", text.new.framework, { optional: true })}
            hint={text.new.frameworkHint}
            empty={text.new.none}
            choices={frameworks.items.map(({ id, number, title }) => ({
              value: id,
              label: `${number} ${title}`,
            }))}
          />
          <Older end={frameworks.end} />
        </section>
        <div>
          <Button
            type="submit"
            variant="primary"
            busy={form.hook.formState.isSubmitting}
            disabledReason={may("pool.create") ? undefined : notAllowed}
          >
            {text.new.submit}
          </Button>
        </div>
      </Form>
    </div>
  );
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
