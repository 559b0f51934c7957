import type { Framework } from "../../api/frameworks";
import { frameworksText } from "../../text/frameworks";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { ShareBar } from "../../ui/ShareBar";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";

/** How much of the maximum each member may draw, of the members one may see. */
export function Quotas(props: { framework: Framework }) {
  const text = useText(frameworksText);
  const { common } = useText(shared);
  const format = useFormat();
  return (
    <Table
      caption={text.quotas}
      captionHidden
      rows={props.framework.quotas}
      rowKey={({ member }) => member.id}
      empty={<EmptyState title={text.noQuotas} />}
      columns={[
        { key: "member", header: common.member, cell: ({ member }) => member.name },
        { key: "quota", header: text.quota, numeric: true, cell: ({ quota }) => format.money(quota) },
        { key: "drawn", header: text.drawn, numeric: true, cell: ({ drawn }) => format.money(drawn) },
        {
          key: "remaining",
          header: text.remaining,
          numeric: true,
          cell: ({ remaining }) => format.money(remaining),
        },
        {
          key: "exhaustion",
          header: text.exhaustion,
          cell: ({ drawn, quota, member }) => (
            <ShareBar part={drawn} whole={quota} label={`${text.exhaustion} ${member.name}`} />
          ),
        },
      ]}
    />
  );
}
