import { useState } from "react";
import { useList } from "../../api/pages";
import { type RoundSummary, roundsQuery, takesNeeds } from "../../api/rounds";
import { useMay } from "../../api/session";
import { demandText } from "../../text/demand";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { RoundBadge } from "./RoundBadge";
import "./Demand.css";

/** The demand rounds one may see, the newest first. */
export function DemandPage() {
  const text = useText(demandText);
  const may = useMay();
  const { items, end } = useList(roundsQuery);
  const columns = useColumns();
  const create = may("round.create") && (
    <ButtonLink to="/demand/new" variant="primary" icon="add">
      {text.open}
    </ButtonLink>
  );
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} actions={items.length > 0 && create} />
      <Table
        caption={text.list}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState title={text.empty} action={create}>
            {may("round.create") ? text.emptyOfficer : text.emptyMember}
          </EmptyState>
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}

function useColumns(): Column<RoundSummary>[] {
  const text = useText(demandText);
  const { common } = useText(shared);
  const format = useFormat();
  const [now] = useState(Date.now);
  return [
    {
      key: "number",
      header: common.number,
      cell: ({ number }) => <span className="ui-figures">{number}</span>,
    },
    {
      key: "title",
      header: common.title,
      rowHeader: true,
      cell: ({ id, title }) => (
        <TextLink to="/demand/$id" params={{ id }}>
          {title}
        </TextLink>
      ),
    },
    { key: "status", header: common.state, cell: ({ status }) => <RoundBadge status={status} /> },
    {
      key: "closesAt",
      header: text.closesAt,
      cell: ({ closesAt, status }) =>
        closesAt && (
          <span className="demand-when">
            <time dateTime={closesAt}>{format.instant(closesAt)}</time>
            {takesNeeds({ status }) && <span className="ui-muted">{format.distance(closesAt, now)}</span>}
          </span>
        ),
    },
    { key: "items", header: text.items, numeric: true, cell: ({ itemCount }) => itemCount },
    {
      key: "answers",
      header: text.answers,
      numeric: true,
      cell: ({ answered, invited }) => (
        <span className="ui-figures">{text.answered(format.number(answered), format.number(invited))}</span>
      ),
    },
  ];
}
