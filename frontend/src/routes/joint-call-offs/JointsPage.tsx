import { jointsQuery } from "../../api/joints";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { jointsText } from "../../text/joints";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { JointBadge } from "./JointBadge";

/** What one's members call off together with others. */
export function JointsPage() {
  const text = useText(jointsText);
  const { common, navigation } = useText(shared);
  const format = useFormat();
  const may = useMay();
  const { items, end } = useList(jointsQuery);
  const begin = may("calloff.place") && (
    <ButtonLink to="/joint-call-offs/new" variant="primary">
      {text.begin}
    </ButtonLink>
  );
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
        actions={begin}
      />
      <Table
        caption={text.title}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
        columns={[
          {
            key: "number",
            header: common.number,
            cell: ({ id, number }) => (
              <TextLink to="/joint-call-offs/$id" params={{ id }} className="ui-figures">
                {number}
              </TextLink>
            ),
          },
          { key: "leader", header: text.leader, cell: ({ member }) => member.name },
          {
            key: "contract",
            header: text.contract,
            cell: ({ framework, supplier }) => <Double first={framework.name} second={supplier.name} />,
          },
          { key: "agreeBy", header: text.agreeBy, cell: ({ agreeBy }) => format.date(agreeBy) },
          {
            key: "agreed",
            header: text.agreed,
            cell: ({ agreed, participants }) => text.agreedOf(agreed, participants),
          },
          { key: "status", header: common.state, cell: ({ status }) => <JointBadge status={status} /> },
          { key: "total", header: common.total, numeric: true, cell: ({ total }) => format.money(total) },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}
