import type { ReactNode } from "react";
import type { CallOffStatus, CallOffSummary } from "../api/call-offs";
import { callOffsText } from "../text/call-offs";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Double } from "../ui/Double";
import { type Column, Table } from "../ui/Table";
import { useFormat } from "../ui/words";
import { TextLink } from "./links";

const tones: Record<CallOffStatus, BadgeTone> = {
  submitted: "info",
  placed: "success",
  rejected: "danger",
  cancelled: "neutral",
};

/** The state of a call-off in a word. */
export function CallOffBadge(props: { status: CallOffStatus }) {
  const text = useText(callOffsText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}

/** Call-offs in a table; on the page of their framework without its column. */
export function CallOffTable(props: {
  callOffs: readonly CallOffSummary[];
  ofFramework?: boolean;
  captionHidden?: boolean;
  empty: ReactNode;
}) {
  const { callOffs, ofFramework, captionHidden, empty } = props;
  const text = useText(callOffsText);
  const { common } = useText(shared);
  const format = useFormat();
  const columns: Column<CallOffSummary>[] = [
    {
      key: "number",
      header: common.number,
      cell: ({ id, number }) => (
        <TextLink to="/call-offs/$id" params={{ id }} className="ui-figures">
          {number}
        </TextLink>
      ),
    },
    { key: "member", header: common.member, cell: ({ member }) => member.name },
    {
      key: "framework",
      header: text.framework,
      cell: ({ framework, supplier }) => <Double first={framework.name} second={supplier.name} />,
    },
    {
      key: "created",
      header: text.createdAt,
      cell: ({ createdAt, createdBy }) => <Double first={format.instant(createdAt)} second={createdBy} />,
    },
    {
      key: "status",
      header: common.state,
      cell: ({ status, answered }) => (
        <Double first={<CallOffBadge status={status} />} second={answered && text.answers[answered]} />
      ),
    },
    { key: "total", header: common.total, numeric: true, cell: ({ total }) => format.money(total) },
  ];
  return (
    <Table
      caption={text.list}
      captionHidden={captionHidden ?? false}
      columns={columns.filter(({ key }) => !ofFramework || key !== "framework")}
      rows={callOffs}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}
