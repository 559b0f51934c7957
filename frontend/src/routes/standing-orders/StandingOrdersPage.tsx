import { useSuspenseQuery } from "@tanstack/react-query";
import { standingOrdersQuery } from "../../api/standing-orders";
import { shared } from "../../text/shared";
import { standingText } from "../../text/standing-orders";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { StandingBadge } from "./StandingBadge";

/** What one's members call off again and again. */
export function StandingOrdersPage() {
  const text = useText(standingText);
  const { common, navigation } = useText(shared);
  const format = useFormat();
  const { data } = useSuspenseQuery(standingOrdersQuery);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/call-offs">{navigation.callOffs}</TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead}
      />
      <Table
        caption={text.title}
        captionHidden
        rows={data.items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
        columns={[
          {
            key: "contract",
            header: text.contract,
            rowHeader: true,
            cell: ({ id, framework }) => (
              <TextLink to="/standing-orders/$id" params={{ id }}>
                {framework.name}
              </TextLink>
            ),
          },
          { key: "member", header: common.member, cell: ({ member }) => member.name },
          { key: "interval", header: text.interval, cell: ({ interval }) => text.intervals[interval] },
          { key: "next", header: text.next, cell: ({ next }) => (next ? format.date(next) : "") },
          { key: "status", header: common.state, cell: ({ status }) => <StandingBadge status={status} /> },
          { key: "total", header: text.total, numeric: true, cell: ({ total }) => format.money(total) },
        ]}
      />
    </div>
  );
}
