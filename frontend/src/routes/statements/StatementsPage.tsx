import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { allMembersQuery } from "../../api/members";
import { useList } from "../../api/pages";
import { useMay, useSession } from "../../api/session";
import {
  type StatementSearch,
  type StatementStatus,
  type StatementSummary,
  statementsQuery,
} from "../../api/statements";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { statementsRoute, statuses } from "./routes";
import { StatementBadge } from "./StatementBadge";
import { StatementSections } from "./StatementSections";
import "./Statements.css";

/** The statements and credit notes one may see. */
export function StatementsPage() {
  const text = useText(statementsText);
  const may = useMay();
  const navigate = useNavigate();
  const search = statementsRoute.useSearch();
  const { items, end } = useList(statementsQuery(search));
  const filtered = search.memberId !== undefined || search.status !== undefined;
  const show = (change: StatementSearch) =>
    navigate({
      to: "/statements",
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="ui-page">
      <StatementSections />
      <PageHeader title={text.title} lead={text.lead} />
      {(items.length > 0 || filtered) && <Filters search={search} onChange={show} />}
      <Table
        caption={text.list}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        columns={useColumns()}
        empty={
          filtered ? (
            <EmptyState
              icon="search"
              title={text.empty}
              action={
                <Button onClick={() => show({ memberId: undefined, status: undefined })}>{text.clear}</Button>
              }
            >
              {text.emptyFiltered}
            </EmptyState>
          ) : (
            <EmptyState
              title={text.empty}
              action={
                may("period.close") && (
                  <ButtonLink to="/statements/closings" variant="primary">
                    {text.toClosing}
                  </ButtonLink>
                )
              }
            >
              {text.emptyText}
            </EmptyState>
          )
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}

function Filters(props: { search: StatementSearch; onChange: (change: StatementSearch) => void }) {
  const { search, onChange } = props;
  const text = useText(statementsText);
  const { roles } = useSession();
  const oversees = roles.some(({ organisation }) => organisation.kind === "cooperative");
  const members = useQuery({ ...allMembersQuery, enabled: oversees });
  return (
    <search className="statement-filters" aria-label={text.filter}>
      {oversees && (
        <Select
          label={text.member}
          empty={text.allMembers}
          choices={(members.data ?? [])
            .filter(({ guest }) => !guest)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={search.memberId ?? ""}
          onChange={(memberId) => onChange({ memberId: memberId || undefined })}
        />
      )}
      <Select<StatementStatus>
        label={text.status}
        empty={text.allStatuses}
        choices={statuses.map((value) => ({ value, label: text.statuses[value] }))}
        value={search.status ?? ""}
        onChange={(status) => onChange({ status: status || undefined })}
      />
    </search>
  );
}

function useColumns(): Column<StatementSummary>[] {
  const text = useText(statementsText);
  const format = useFormat();
  return [
    {
      key: "number",
      header: text.number,
      cell: ({ id, number, kind }) => (
        <Double
          first={
            <TextLink to="/statements/$id" params={{ id }} className="ui-figures">
              {number}
            </TextLink>
          }
          second={text.kinds[kind]}
        />
      ),
    },
    { key: "member", header: text.member, cell: ({ member }) => member.name },
    { key: "days", header: text.days, cell: ({ from, to }) => format.span(from, to) },
    { key: "status", header: text.status, cell: ({ status }) => <StatementBadge status={status} /> },
    { key: "issued", header: text.issued, cell: ({ issuedOn }) => format.date(issuedOn) },
    {
      key: "due",
      header: text.due,
      cell: ({ kind, dueOn }) => (dueOn && kind === "statement" ? format.date(dueOn) : "–"),
    },
    { key: "total", header: text.total, numeric: true, cell: ({ total }) => format.money(total) },
  ];
}
