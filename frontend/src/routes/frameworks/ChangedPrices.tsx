import type { IndexPreview, PriceChange } from "../../api/prices";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { RateCell } from "./RateCell";

/** What a change makes of each price, and what it would have cost one's own members in the last twelve months. */
export function ChangedPrices(props: { prices: PriceChange["prices"]; effect: PriceChange["effect"] }) {
  const { prices, effect } = props;
  const text = useText(pricesText);
  const format = useFormat();
  return (
    <>
      <p className="kern-body ui-text">
        {Number(effect.before) === 0
          ? text.effectNone
          : text.effectText(
              format.money(effect.before),
              format.money(effect.after),
              format.money(effect.difference),
            )}
      </p>
      <Table
        caption={text.pricesAfter}
        rows={prices}
        rowKey={({ itemId }) => itemId}
        columns={[
          { key: "item", header: text.item, rowHeader: true, cell: ({ name }) => name },
          {
            key: "original",
            header: text.original,
            numeric: true,
            cell: ({ original }) => format.price(original),
          },
          { key: "before", header: text.before, numeric: true, cell: ({ before }) => format.price(before) },
          { key: "after", header: text.after, numeric: true, cell: ({ after }) => <RateCell rate={after} /> },
          {
            key: "effect",
            header: text.effect,
            numeric: true,
            cell: ({ effect: own }) => format.money(own.difference),
          },
        ]}
      />
    </>
  );
}

/** An index clause with its values filled in. */
export function FilledIn(props: { index: IndexPreview["index"] }) {
  const { index } = props;
  const text = useText(pricesText);
  const format = useFormat();
  return (
    <Card title={text.formulaFilled}>
      <DescriptionList
        facts={[
          [text.formula, format.figures(index.formula)],
          [
            text.values,
            <ul key="values" className="kern-list">
              {index.values.map((value) => (
                <li key={value.index.id}>
                  {text.valueOf(value.index.name, format.month(value.month), format.number(value.value))}
                  {value.provisional && ` (${text.provisional})`}
                </li>
              ))}
            </ul>,
          ],
          [
            text.change,
            [text.percent(format.number(index.change)), index.bound && text.bound[index.bound]]
              .filter(Boolean)
              .join(", "),
          ],
        ]}
      />
    </Card>
  );
}
