import type { Share } from "../../api/allocations";
import type { CostKey } from "../../api/cost-pools";
import { costsText } from "../../text/costs";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Double } from "../../ui/Double";
import { Icon } from "../../ui/Icon";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import "./ShareTable.css";
import { weightSource } from "./weightSource";

/** What a preview and an allocation have in common. */
export interface Split {
  key: CostKey;
  total: string;
  weightSum: string;
  unitsLeft: number;
  shares: readonly Share[];
}

/** Every share of a split: its weight and where that comes from, floor, remainder, extra cent. */
export function ShareTable(props: {
  caption: string;
  split: Split;
  /** Whether all shares are there, so that their sums stand below them. */
  complete?: boolean;
  onExplain?: (share: Share) => void;
}) {
  const { caption, split, complete = true, onExplain } = props;
  const text = useText(costsText);
  const { common } = useText(shared);
  const format = useFormat();
  const bold = (value: string) => (complete ? <strong>{value}</strong> : undefined);
  const columns: Column<Share>[] = [
    {
      key: "member",
      header: common.member,
      cell: ({ member, weightSource: source }) => (
        <Double first={member.name} second={weightSource(source, text.sources, format.date)} />
      ),
      footer: bold(text.sum),
    },
    {
      key: "weight",
      header: text.weights[split.key],
      numeric: true,
      cell: ({ weight }) => format.number(weight),
      footer: bold(format.number(split.weightSum)),
    },
    { key: "floor", header: text.floor, numeric: true, cell: ({ floor }) => format.money(floor) },
    {
      key: "remainder",
      header: text.remainder,
      numeric: true,
      cell: ({ remainder }) => format.number(remainder),
    },
    {
      key: "extra",
      header: text.extra,
      numeric: true,
      cell: ({ extra }) => (extra ? text.extraYes : "–"),
      footer: bold(text.extraSum(split.unitsLeft)),
    },
    {
      key: "share",
      header: text.share,
      numeric: true,
      cell: (share) =>
        onExplain ? (
          <button type="button" className="share-explain" onClick={() => onExplain(share)}>
            {format.money(share.share)}
            <Icon name="help" size="small" />
            <span className="kern-sr-only">{text.explainMember(share.member.name)}</span>
          </button>
        ) : (
          <strong>{format.money(share.share)}</strong>
        ),
      footer: bold(format.money(split.total)),
    },
  ];
  return <Table caption={caption} columns={columns} rows={split.shares} rowKey={({ member }) => member.id} />;
}
