import { useSuspenseQuery } from "@tanstack/react-query";
import { frameworkQuery } from "../../api/frameworks";
import { useList } from "../../api/pages";
import {
  type FrameworkPricing,
  type ItemPrices,
  pricesQuery,
  pricingQuery,
  type Rate,
} from "../../api/prices";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { PageHeader } from "../../ui/PageHeader";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { TextLink } from "../links";
import { PriceChanges } from "./PriceChanges";
import { pricesRoute } from "./routes";

/** What the items of a contract cost, since when and why, and how that comes to change. */
export function PricesPage() {
  const text = useText(pricesText);
  const { id } = pricesRoute.useParams();
  const { data: framework } = useSuspenseQuery(frameworkQuery(id));
  const { data: pricing } = useSuspenseQuery(pricingQuery(id));
  const { items, end } = useList(pricesQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks/$id" params={{ id }}>
              {framework.title}
            </TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead(framework.number)}
      />
      <Course items={items} />
      <ListEnd end={end} />
      <PriceChanges changes={pricing.changes} />
      <Clauses clauses={pricing.clauses} />
      <Drift drift={pricing.drift} />
    </div>
  );
}

/** A rate in words: its price, and the steps behind it. */
export function useRate() {
  const text = useText(pricesText);
  const format = useFormat();
  return (rate: Rate) => {
    const { tiers } = rate;
    if (!tiers) return format.price(rate.price);
    const steps = tiers.steps.map((step) =>
      text.tiers[tiers.mode](format.number(step.from), format.price(step.price)),
    );
    return `${format.price(rate.price)}; ${steps.join("; ")}, ${text.basis[tiers.basis]}`;
  };
}

function Course(props: { items: readonly ItemPrices[] }) {
  const text = useText(pricesText);
  const format = useFormat();
  const rate = useRate();
  const columns: Column<ItemPrices>[] = [
    {
      key: "item",
      header: text.item,
      rowHeader: true,
      cell: ({ name, pendingFrom }) => (
        <Double first={name} second={pendingFrom && text.pending(format.date(pendingFrom))} />
      ),
    },
    { key: "original", header: text.original, numeric: true, cell: ({ original }) => rate(original) },
    { key: "present", header: text.present, numeric: true, cell: ({ present }) => rate(present) },
    {
      key: "later",
      header: text.later,
      cell: ({ versions }) =>
        versions.length === 0
          ? text.none
          : versions.map((version) => (
              <div key={version.changeId}>
                {text.from(format.date(version.validFrom), rate(version), text.ground[version.ground])}
              </div>
            )),
    },
  ];
  return <Table caption={text.course} columns={columns} rows={props.items} rowKey={({ itemId }) => itemId} />;
}

function Clauses(props: { clauses: FrameworkPricing["clauses"] }) {
  const text = useText(pricesText);
  return props.clauses.map((clause) => {
    const terms = clause.parts.map((part) => `${part.weight} × ${part.index.name} / ${part.baseValue}`);
    return (
      <Card key={clause.id} title={text.clauseOf(clause.number)} preline={text.clauses}>
        <DescriptionList
          facts={[
            [text.formula, `P = P0 × (${[clause.fixedPart, ...terms].join(" + ")})`],
            [text.bounds, `${text.trigger(clause.triggerPercent)}, ${text.interval(clause.intervalMonths)}`],
            [text.agreedIn, clause.ground],
          ]}
        />
      </Card>
    );
  });
}

function Drift(props: { drift: FrameworkPricing["drift"] }) {
  const { original, present, percent, byGround } = props.drift;
  const text = useText(pricesText);
  const format = useFormat();
  return (
    <Card title={text.drift}>
      <DescriptionList
        facts={[
          [text.driftOriginal, format.money(original)],
          [text.driftPresent, format.money(present)],
          [text.driftPercent, percent && `${format.number(percent)} %`],
          ...byGround.map(({ ground, amount }) => [text.ground[ground], format.money(amount)] as const),
        ]}
      />
    </Card>
  );
}
