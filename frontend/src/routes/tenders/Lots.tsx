import type { Lot, LotItem, Tender } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Icon } from "../../ui/Icon";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { RouteRules } from "../RouteRules";

/** What is tendered, lot by lot, and from the proposal on who gets it. */
export function Lots(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText);
  return (
    <section className="ui-section" aria-labelledby="lots">
      <h2 id="lots" className="kern-heading-medium">
        {text.lots}
      </h2>
      {tender.lots.map((lot) => (
        <LotTable key={lot.id} lot={lot} tender={tender} />
      ))}
    </section>
  );
}

function LotTable(props: { lot: Lot; tender: Tender }) {
  const { lot, tender } = props;
  const text = useText(tendersText).lot;
  const format = useFormat();
  const columns = useItemColumns(lot);
  return (
    <div className="tender-lot">
      <div className="tender-lot__head">
        <h3 className="kern-title kern-title--small">{text.one(lot.position, lot.title)}</h3>
        <span className="tender-aside ui-figures">{text.maximum(format.money(lot.maximumValue))}</span>
      </div>
      <Outcome lot={lot} tender={tender} />
      {lot.route && <RouteRules rules={lot.route} />}
      <Table
        caption={text.one(lot.position, lot.title)}
        captionHidden
        rows={lot.items}
        rowKey={({ id }) => id}
        columns={columns}
      />
    </div>
  );
}

/** Who is to get the lot, or got it. */
function Outcome(props: { lot: Lot; tender: Tender }) {
  const { lot, tender } = props;
  const text = useText(tendersText).lot;
  const format = useFormat();
  if (!lot.winner || !lot.winningTotal)
    return tender.status === "awarded" ? <p className="tender-note">{text.nobody}</p> : null;
  const awarded = tender.status === "awarded";
  const say = awarded ? text.winner : text.winnerProposed;
  return (
    <p className="tender-lot__outcome">
      <Icon name={awarded ? "success" : "info"} />
      <span>{say(lot.winner.name, format.money(lot.winningTotal))}</span>
    </p>
  );
}

function useItemColumns(lot: Lot): Column<LotItem>[] {
  const text = useText(tendersText).lot;
  const language = useLanguage();
  const format = useFormat();
  const quantity = (item: LotItem, value: string) =>
    format.quantity(value, unitName(item.unit, value, language));
  const columns: Column<LotItem>[] = [
    {
      key: "item",
      header: text.item,
      cell: ({ name, description, cpv }) => (
        <span className="tender-stack">
          <span>{name}</span>
          {(description || cpv) && (
            <span className="tender-aside">{[description, cpv].filter(Boolean).join(" · ")}</span>
          )}
        </span>
      ),
    },
    {
      key: "quantity",
      header: text.quantity,
      numeric: true,
      cell: (item) => quantity(item, item.quantity),
    },
    {
      key: "maximum",
      header: text.maximumQuantity,
      numeric: true,
      cell: (item) => quantity(item, item.maximumQuantity),
    },
  ];
  if (lot.items.some(({ estimatedPrice }) => estimatedPrice !== undefined))
    columns.push({
      key: "price",
      header: text.estimatedPrice,
      numeric: true,
      cell: ({ estimatedPrice }) => (estimatedPrice ? format.price(estimatedPrice) : "–"),
    });
  return columns;
}
