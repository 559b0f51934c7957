import { useSuspenseQuery } from "@tanstack/react-query";
import { useMay } from "../../../api/session";
import { type Tariff, tariffsQuery } from "../../../api/tariffs";
import { capacityText } from "../../../text/capacity";
import { tariffsText } from "../../../text/tariffs";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Card } from "../../../ui/Card";
import { EmptyState } from "../../../ui/EmptyState";
import { List } from "../../../ui/List";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";
import { useMeterWords } from "../meterWords";

/** The sheets of prices, the latest first. */
export function TariffsPage() {
  const text = useText(tariffsText);
  const { title } = useText(capacityText);
  const may = useMay();
  const { data } = useSuspenseQuery(tariffsQuery);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead}
        actions={
          may("tariff.keep") && (
            <ButtonLink to="/capacity/tariffs/new" variant="primary">
              {text.make}
            </ButtonLink>
          )
        }
      />
      {data.items.length === 0 && <EmptyState title={text.none}>{text.noneText}</EmptyState>}
      {data.items.map((tariff) => (
        <Sheet key={tariff.id} tariff={tariff} />
      ))}
    </div>
  );
}

function Sheet(props: { tariff: Tariff }) {
  const { tariff } = props;
  const text = useText(tariffsText);
  const words = useMeterWords();
  const format = useFormat();
  return (
    <Card
      title={tariff.name}
      preline={text.holds(format.date(tariff.from), tariff.to && format.date(tariff.to))}
    >
      <p className="kern-body">
        {[
          text.vat(format.percent(Number(tariff.vatRate))),
          tariff.smallOnly && text.smallOnly(format.number(tariff.meteredFrom)),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Table
        caption={`${text.components}: ${tariff.name}`}
        captionHidden
        rows={tariff.components}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", header: text.component, rowHeader: true, cell: ({ name }) => name },
          { key: "basis", header: text.basis, cell: ({ basis }) => text.bases[basis] },
          {
            key: "resource",
            header: text.resource,
            cell: ({ resource }) => resource && words.resource(resource),
          },
          {
            key: "prices",
            header: text.prices,
            cell: ({ tiers, energy }) => (
              <List>
                {energy && <li>{text.energy(format.price(energy.purchase), format.number(energy.pue))}</li>}
                {(energy ? tiers.filter(({ price }) => Number(price) > 0) : tiers).map(({ from, price }) => (
                  <li key={from}>
                    {tiers.length > 1
                      ? text.tier(format.number(from), format.price(price))
                      : format.price(price)}
                  </li>
                ))}
              </List>
            ),
          },
        ]}
      />
    </Card>
  );
}
