import { costPoolsQuery } from "../../api/cost-pools";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { costsText } from "../../text/costs";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { CostSections } from "./CostSections";

/** The costs that members share. */
export function CostsPage() {
  const text = useText(costsText);
  const { common } = useText(shared);
  const may = useMay();
  const format = useFormat();
  const { items, end } = useList(costPoolsQuery);
  const create = may("pool.create") && (
    <ButtonLink to="/costs/new" variant="primary" icon="add">
      {text.create}
    </ButtonLink>
  );
  return (
    <div className="ui-page">
      <CostSections />
      <PageHeader title={text.title} lead={text.lead} actions={items.length > 0 && create} />
      <Table
        caption={text.list}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={text.empty} action={create}>
            {text.emptyText}
          </EmptyState>
        }
        columns={[
          {
            key: "number",
            header: common.number,
            cell: ({ id, number }) => (
              <TextLink to="/costs/$id" params={{ id }} className="ui-figures">
                {number}
              </TextLink>
            ),
          },
          {
            key: "title",
            header: common.title,
            cell: ({ title, kind }) => <Double first={title} second={text.kinds[kind]} />,
          },
          {
            key: "members",
            header: text.members,
            numeric: true,
            cell: ({ memberCount }) => format.number(memberCount),
          },
          { key: "created", header: common.created, cell: ({ createdAt }) => format.instant(createdAt) },
          { key: "amount", header: text.net, numeric: true, cell: ({ amount }) => format.money(amount) },
          {
            key: "allocated",
            header: text.allocated,
            numeric: true,
            cell: ({ allocated }) => format.money(allocated),
          },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}
