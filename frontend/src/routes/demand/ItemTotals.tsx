import { type Round, type RoundItem, takesNeeds } from "../../api/rounds";
import { categoriesText } from "../../text/categories";
import { demandText } from "../../text/demand";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { outlookColumns } from "./Outlook";
import { stepsShown } from "./terms";

/** What an item is: name, description, kind, code and estimated price. */
export function ItemCell(props: { item: RoundItem }) {
  const { item } = props;
  const text = useText(demandText);
  const categories = useText(categoriesText);
  const language = useLanguage();
  const format = useFormat();
  const price = text.perUnit(format.price(item.estimatedPrice), unitName(item.unit, 1, language));
  const quantity = (value: string) => format.quantity(value, unitName(item.unit, value, language));
  const terms = [
    item.pack && text.outlook.pack(quantity(item.pack)),
    item.minimum && text.outlook.minimum(quantity(item.minimum)),
    ...stepsShown(item, text.outlook.from, language),
  ].filter(Boolean);
  return (
    <span className="demand-item demand-item--named">
      <span>{item.name}</span>
      {item.description && <span className="demand-aside">{item.description}</span>}
      <span className="demand-aside">
        {[categories[item.category], item.cpv, price].filter(Boolean).join(" · ")}
      </span>
      {terms.map((term) => (
        <span key={term} className="demand-aside demand-term">
          {term}
        </span>
      ))}
    </span>
  );
}

/** The items of a round with the live totals of all members. */
export function ItemTotals(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText);
  const language = useLanguage();
  const format = useFormat();
  const quantity = (item: RoundItem, value: string) =>
    format.quantity(value, unitName(item.unit, value, language));
  const columns: Column<RoundItem>[] = [
    { key: "position", header: "#", numeric: true, cell: ({ position }) => position },
    { key: "item", header: text.item, rowHeader: true, cell: (item) => <ItemCell item={item} /> },
  ];
  if (round.status !== "draft")
    columns.push(
      { key: "firm", header: text.firm, numeric: true, cell: (item) => quantity(item, item.firm) },
      {
        key: "tolerance",
        header: text.tolerance,
        numeric: true,
        cell: (item) => quantity(item, item.tolerance),
      },
      ...outlookColumns(round, text, language, format),
    );
  return (
    <section className="ui-section" aria-labelledby="totals">
      <div className="demand-heading">
        <h2 id="totals" className="kern-heading-medium">
          {round.status === "draft" ? text.items : text.totals}
        </h2>
        {round.status !== "draft" && (
          <p className="kern-body kern-body--small ui-muted">
            {text.totalsHint} {takesNeeds(round) && text.figures.live}
          </p>
        )}
      </div>
      <Table
        caption={text.itemsTable}
        captionHidden
        columns={columns}
        rows={round.items}
        rowKey={({ id }) => id}
      />
    </section>
  );
}
