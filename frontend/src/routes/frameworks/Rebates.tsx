import type { RebateSummary } from "../../api/rebates";
import { rebatesText } from "../../text/rebates";
import { useText } from "../../text/text";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";

/** What volumes reached together have given back so far. */
export function Rebates(props: { frameworkId: string; rebates: readonly RebateSummary[] }) {
  const text = useText(rebatesText);
  const format = useFormat();
  if (props.rebates.length === 0) return null;
  return (
    <Table
      caption={text.list}
      rows={props.rebates}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          header: text.number,
          rowHeader: true,
          cell: ({ id, number }) => (
            <TextLink to="/frameworks/$id/rebates/$rebateId" params={{ id: props.frameworkId, rebateId: id }}>
              {number}
            </TextLink>
          ),
        },
        { key: "item", header: text.item, cell: ({ item }) => item.name },
        { key: "volume", header: text.volume, numeric: true, cell: ({ volume }) => format.number(volume) },
        { key: "credit", header: text.credit, numeric: true, cell: ({ credit }) => format.money(credit) },
        { key: "at", header: text.grantedAt, cell: ({ createdAt }) => format.instant(createdAt) },
      ]}
    />
  );
}
