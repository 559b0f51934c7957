import type { CallOff } from "../../api/call-offs";
import { buyingText } from "../../text/buying";
import { callOffsText } from "../../text/call-offs";
import { shared } from "../../text/shared";
import { taxesText } from "../../text/taxes";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { Taxes, useTaxInShort } from "../Taxes";

/** What was ordered, with names and prices as they were copied then. */
export function Lines(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(callOffsText);
  const buying = useText(buyingText);
  const { common } = useText(shared);
  const language = useLanguage();
  const taxes = useText(taxesText);
  const inShort = useTaxInShort();
  const format = useFormat();
  return (
    <>
      <Table
        caption={text.lines}
        rows={callOff.lines}
        rowKey={({ position }) => String(position)}
        columns={[
          { key: "position", header: text.position, cell: ({ position }) => position },
          {
            key: "item",
            header: text.item,
            rowHeader: true,
            cell: ({ name }) => name,
            footer: <strong>{text.withoutVat}</strong>,
          },
          {
            key: "quantity",
            header: common.quantity,
            numeric: true,
            cell: ({ quantity, unit }) => format.quantity(quantity, unitName(unit, quantity, language)),
          },
          { key: "price", header: common.price, numeric: true, cell: ({ price }) => format.price(price) },
          { key: "tax", header: taxes.column, numeric: true, cell: ({ tax }) => inShort(tax) },
          {
            key: "total",
            header: common.total,
            numeric: true,
            cell: ({ total }) => format.money(total),
            footer: <strong>{format.money(callOff.total)}</strong>,
          },
          ...(callOff.lines.some(({ saved }) => saved !== undefined)
            ? [
                {
                  key: "saved",
                  header: buying.savedColumn,
                  numeric: true,
                  cell: ({ saved }: CallOff["lines"][number]) =>
                    saved === undefined ? "" : format.money(saved),
                },
              ]
            : []),
        ]}
      />
      {callOff.tax && (
        <div className="taxes--below">
          <Taxes tax={callOff.tax} />
        </div>
      )}
    </>
  );
}
