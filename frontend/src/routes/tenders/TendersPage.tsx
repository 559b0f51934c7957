import { useState } from "react";
import { useList } from "../../api/pages";
import { useMay, useSession } from "../../api/session";
import { type TenderSummary, tendersQuery } from "../../api/tenders";
import { shared } from "../../text/shared";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { suppliersOf } from "./phases";
import { TenderBadge } from "./TenderBadge";
import "./Tenders.css";

/** The tenders one may see, the newest first. */
export function TendersPage() {
  const text = useText(tendersText);
  const may = useMay();
  const bids = suppliersOf(useSession()).length > 0;
  const { items, end } = useList(tendersQuery);
  const columns = useColumns(bids);
  const drafts = may("tender.draft");
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title}
        lead={bids ? text.leadBidder : text.lead}
        actions={
          drafts && (
            <ButtonLink to="/tenders/new" variant="primary" icon="add">
              {text.create}
            </ButtonLink>
          )
        }
      />
      <Table
        caption={text.list}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        columns={columns.filter(
          ({ key }) => key !== "value" || items.some(({ estimatedValue }) => estimatedValue !== undefined),
        )}
        empty={
          <EmptyState
            title={text.empty}
            action={drafts && <ButtonLink to="/demand">{text.toRounds}</ButtonLink>}
          >
            {drafts ? text.emptyOfficer : text.emptyOther}
          </EmptyState>
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}

function useColumns(bidder: boolean): Column<TenderSummary>[] {
  const text = useText(tendersText);
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
        <TextLink to="/tenders/$id" params={{ id }}>
          {title}
        </TextLink>
      ),
    },
    { key: "status", header: common.state, cell: ({ status }) => <TenderBadge status={status} /> },
    { key: "procedure", header: text.procedure, cell: ({ procedure }) => text.procedures[procedure] },
    {
      key: "deadline",
      header: text.deadline,
      cell: ({ deadline, status }) => (
        <span className="tender-stack">
          <time dateTime={deadline}>{format.instant(deadline)}</time>
          {status === "published" && <span className="tender-aside">{format.distance(deadline, now)}</span>}
        </span>
      ),
    },
    { key: "lots", header: text.lots, numeric: true, cell: ({ lotCount }) => lotCount },
    {
      key: "bids",
      header: bidder ? text.ownBids : text.bids,
      numeric: true,
      cell: ({ bidCount }) => bidCount,
    },
    {
      key: "value",
      header: text.estimatedValue,
      numeric: true,
      cell: ({ estimatedValue }) => (estimatedValue ? format.money(estimatedValue) : "–"),
    },
  ];
}
