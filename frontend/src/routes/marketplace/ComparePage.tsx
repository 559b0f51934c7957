import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { comparedQuery } from "../../api/buying";
import type { CatalogueItem } from "../../api/catalogue";
import { useSession } from "../../api/session";
import { buyingText } from "../../text/buying";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Badge } from "../../ui/Badge";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Checkbox } from "../../ui/Checks";
import { EmptyState } from "../../ui/EmptyState";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { BasketButton } from "../BasketButton";
import { customersOf } from "../customers";
import { ButtonLink, TextLink } from "../links";
import { compareRoute } from "./routes";
import "./ComparePage.css";

interface Row {
  name: string;
  values: readonly string[];
}

/** Up to four items side by side, attribute by attribute. */
export function ComparePage() {
  const text = useText(buyingText);
  const { navigation } = useText(shared);
  const { id, memberId } = compareRoute.useSearch();
  const items = useQuery({ ...comparedQuery(memberId, id), enabled: id.length > 0 });
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/marketplace" search={memberId ? { memberId } : {}}>
              {navigation.marketplace}
            </TextLink>
          </Breadcrumb>
        }
        title={text.compareTitle}
        lead={text.compareLead}
      />
      {items.isLoading && <Loader />}
      {(items.data?.length ?? 0) > 0 ? (
        <Comparison items={items.data ?? []} memberId={memberId} />
      ) : (
        !items.isLoading && (
          <EmptyState
            title={text.compareNone}
            action={<ButtonLink to="/marketplace">{text.toMarket}</ButtonLink>}
          />
        )
      )}
    </div>
  );
}

function Comparison(props: { items: readonly CatalogueItem[]; memberId: string | undefined }) {
  const { items, memberId } = props;
  const text = useText(buyingText);
  const buyers = customersOf(useSession()).filter(({ buys }) => buys);
  const buyer = buyers.find(({ id }) => id === memberId) ?? buyers[0];
  const [differing, setDiffering] = useState(false);
  const rows = useRows(items);
  return (
    <div className="market-comparison" data-items={items.length}>
      <Checkbox label={text.onlyDifferent} value={differing} onChange={setDiffering} />
      <Table
        caption={text.compareTitle}
        captionHidden
        narrow="scroll"
        rows={differing ? rows.filter(differs) : rows}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "name",
            header: text.property,
            rowHeader: true,
            cell: (row) => (
              <>
                {row.name} {differs(row) && <Badge tone="info">{text.differs}</Badge>}
              </>
            ),
          },
          ...items.map((item, index) => ({
            key: item.itemId,
            header: item.name,
            cell: ({ values }: Row) => values[index] || "–",
            ...(buyer && {
              footer: (
                <BasketButton
                  memberId={buyer.id}
                  item={{ id: item.itemId, name: item.name }}
                  quantity="1"
                  variant="secondary"
                />
              ),
            }),
          })),
        ]}
      />
    </div>
  );
}

function differs({ values }: Row): boolean {
  return new Set(values).size > 1;
}

/** What can be said of the items: first what all have, then each attribute that one of them has. */
function useRows(items: readonly CatalogueItem[]): Row[] {
  const { attributes: names } = useText(buyingText);
  const language = useLanguage();
  const format = useFormat();
  const own = [...new Set(items.flatMap(({ attributes }) => (attributes ?? []).map(({ name }) => name)))];
  const of = (name: string, value: (item: CatalogueItem) => string): Row => ({
    name,
    values: items.map(value),
  });
  return [
    of(names.price, ({ price, unit }) => `${format.price(price)} / ${unitName(unit, 1, language)}`),
    of(names.supplier, ({ supplier }) => supplier),
    of(names.contract, ({ frameworkNumber, frameworkTitle }) => `${frameworkNumber} ${frameworkTitle}`),
    of(names.manufacturer, ({ manufacturer }) => manufacturer ?? ""),
    of(names.number, ({ articleNumber }) => articleNumber ?? ""),
    of(names.delivery, ({ deliveryDays }) => (deliveryDays === undefined ? "" : String(deliveryDays))),
    of(names.labels, ({ labels }) => (labels ?? []).join(", ")),
    ...own.map((name) =>
      of(name, ({ attributes }) => {
        const found = (attributes ?? []).find((one) => one.name === name);
        return found
          ? [found.value, found.unit && unitName(found.unit, found.value, language)].filter(Boolean).join(" ")
          : "";
      }),
    ),
  ];
}
