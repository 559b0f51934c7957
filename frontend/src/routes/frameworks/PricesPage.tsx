import { useSuspenseQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { frameworkQuery } from "../../api/frameworks";
import { useList } from "../../api/pages";
import { type FrameworkPricing, type ItemPrices, pricesQuery, pricingQuery } from "../../api/prices";
import { useMay } from "../../api/session";
import { clausesText } from "../../text/clauses";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { ClausePreview } from "./ClausePreview";
import { GrantRebate } from "./GrantRebate";
import { ItemCourse } from "./ItemCourse";
import { PriceChanges } from "./PriceChanges";
import { PriceIndices } from "./PriceIndices";
import { RateCell } from "./RateCell";
import { Rebates } from "./Rebates";
import { pricesRoute } from "./routes";
import { useRate } from "./useRate";

/** What the items of a contract cost, since when and why, and how that comes to change. */
export function PricesPage() {
  const text = useText(pricesText);
  const clauses = useText(clausesText);
  const may = useMay();
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
        actions={
          may("price.propose") && (
            <>
              <ButtonLink to="/frameworks/$id/prices/clause" params={{ id }}>
                {clauses.newClause}
              </ButtonLink>
              <ButtonLink to="/frameworks/$id/prices/new" params={{ id }} variant="primary">
                {text.propose}
              </ButtonLink>
            </>
          )
        }
      />
      <Course items={items} />
      <ListEnd end={end} />
      <ItemCourse framework={framework} items={items} />
      <PriceChanges frameworkId={id} changes={pricing.changes} />
      <Clauses clauses={pricing.clauses} />
      {pricing.clauses.length > 0 && <ClausePreview frameworkId={id} clauses={pricing.clauses} />}
      {may("price.propose") && (
        <Suspense fallback={<Loader />}>
          <PriceIndices />
        </Suspense>
      )}
      <Rebates frameworkId={id} rebates={pricing.rebates} />
      {may("rebate.grant") && <GrantRebate frameworkId={id} items={items} />}
      <Drift drift={pricing.drift} />
    </div>
  );
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
    {
      key: "original",
      header: text.original,
      numeric: true,
      cell: ({ original }) => <RateCell rate={original} />,
    },
    {
      key: "present",
      header: text.present,
      numeric: true,
      cell: ({ present }) => <RateCell rate={present} />,
    },
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
  const format = useFormat();
  const bounds = (clause: FrameworkPricing["clauses"][number]) => [
    text.trigger(format.number(clause.triggerPercent)),
    text.interval(clause.intervalMonths),
    ...(["cap", "floor", "stepCap", "stepFloor"] as const).flatMap((bound) =>
      clause[bound] ? [text[bound](format.number(clause[bound]))] : [],
    ),
  ];
  return props.clauses.map((clause) => {
    const terms = clause.parts.map((part) => `${part.weight} × ${part.index.name} / ${part.baseValue}`);
    return (
      <Card key={clause.id} title={text.clauseOf(clause.number)} preline={text.clauses}>
        <DescriptionList
          facts={[
            [text.formula, format.figures(`P = P0 × (${[clause.fixedPart, ...terms].join(" + ")})`)],
            [text.bounds, bounds(clause).join(", ")],
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
