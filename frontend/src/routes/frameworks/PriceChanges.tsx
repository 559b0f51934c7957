import type { PriceChangeSummary } from "../../api/prices";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";
import { Double } from "../../ui/Double";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";

const tones: Record<PriceChangeSummary["status"], BadgeTone> = {
  proposed: "warning",
  approved: "success",
  rejected: "danger",
  withdrawn: "neutral",
  lapsed: "neutral",
};

/** Where a change of prices stands, in a word. */
export function PriceChangeBadge(props: { status: PriceChangeSummary["status"] }) {
  const text = useText(pricesText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}

/** The changes of a contract's prices, the latest first. */
export function PriceChanges(props: { frameworkId: string; changes: readonly PriceChangeSummary[] }) {
  const { frameworkId, changes } = props;
  const text = useText(pricesText);
  const format = useFormat();
  return (
    <Table
      caption={text.changes}
      rows={changes}
      rowKey={({ id }) => id}
      empty={<p className="kern-body">{text.noChanges}</p>}
      columns={[
        {
          key: "number",
          header: text.number,
          rowHeader: true,
          cell: ({ id, number }) => (
            <TextLink to="/frameworks/$id/price-changes/$changeId" params={{ id: frameworkId, changeId: id }}>
              {text.changeOf(number)}
            </TextLink>
          ),
        },
        { key: "from", header: text.validFrom, cell: ({ validFrom }) => format.date(validFrom) },
        {
          key: "reason",
          header: text.reason,
          cell: ({ reason, ground }) => <Double first={reason} second={text.ground[ground]} />,
        },
        { key: "by", header: text.proposedBy, cell: ({ proposedBy }) => proposedBy },
        { key: "status", header: text.decide, cell: ({ status }) => <PriceChangeBadge status={status} /> },
      ]}
    />
  );
}
