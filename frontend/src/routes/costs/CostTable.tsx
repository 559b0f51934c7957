import type { Cost } from "../../api/cost-pools";
import { costsText } from "../../text/costs";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Double } from "../../ui/Double";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";

/** Costs with their days, their documents and their VAT, and what they sum to. */
export function CostTable(props: {
  caption: string;
  costs: readonly Cost[];
  net: string;
  vat: string;
  /** Whether it is told which of them are allocated. */
  withState?: boolean;
}) {
  const { caption, costs, net, vat, withState } = props;
  const text = useText(costsText);
  const { common } = useText(shared);
  const format = useFormat();
  const origin = useOrigin();
  const bold = (value: string) => <strong>{value}</strong>;
  const columns: Column<Cost>[] = [
    {
      key: "text",
      header: text.cost.text,
      cell: (cost) => <Double first={cost.text} second={origin(cost)} />,
      footer: costs.length > 1 && bold(common.total),
    },
    {
      key: "days",
      header: text.cost.days,
      cell: ({ from, to }) => <span className="ui-figures">{format.span(from, to)}</span>,
    },
    {
      key: "state",
      header: common.state,
      cell: ({ allocated }) => (
        <Badge tone={allocated ? "success" : "info"}>
          {allocated ? text.cost.allocated : text.cost.open}
        </Badge>
      ),
    },
    {
      key: "net",
      header: text.net,
      numeric: true,
      cell: (cost) => format.money(cost.net),
      footer: costs.length > 1 && bold(format.money(net)),
    },
    {
      key: "vat",
      header: text.vat,
      numeric: true,
      cell: (cost) => <Double first={format.money(cost.vat)} second={<Rate cost={cost} />} />,
      footer: costs.length > 1 && bold(format.money(vat)),
    },
  ];
  return (
    <Table
      caption={caption}
      rows={costs}
      rowKey={({ id }) => id}
      empty={<p className="kern-body kern-body--muted">{text.cost.none}</p>}
      columns={withState ? columns : columns.filter(({ key }) => key !== "state")}
    />
  );
}

function Rate(props: { cost: Cost }) {
  const { vatCategory, vatRate } = props.cost;
  const text = useText(costsText).cost;
  const format = useFormat();
  return vatCategory === "S" ? format.percent(Number(vatRate)) : text.taxes[vatCategory];
}

/** Where a cost comes from, with its document. */
function useOrigin(): (cost: Cost) => string {
  const text = useText(costsText).cost;
  const format = useFormat();
  return ({ source, supplier, reference, dated, callOffs }) =>
    [
      callOffs === undefined ? text.sources[source] : text.callOffCount(format.number(callOffs)),
      supplier?.name,
      reference && text.reference2(reference, dated ? format.date(dated) : ""),
    ]
      .filter(Boolean)
      .join(" · ");
}
