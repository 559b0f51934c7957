import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Member, type MemberKind, type MemberSearch, membersQuery } from "../../api/members";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { membersText } from "../../text/members";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { type Column, Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { MemberBadges } from "./MemberBadges";
import { RestateButton } from "./RestateButton";
import { membersRoute } from "./routes";
import { kinds } from "./search";
import "./Members.css";

/** The members of the cooperative, by name and kind. */
export function MembersPage() {
  const text = useText(membersText);
  const may = useMay();
  const navigate = useNavigate();
  const search = membersRoute.useSearch();
  // Starts the fields anew when the search is reset from elsewhere than from them.
  const [round, setRound] = useState(0);
  const show = (change: MemberSearch) =>
    navigate({
      to: "/members",
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          <>
            {may("member.restate") && <RestateButton />}
            {may("member.admit") && (
              <ButtonLink to="/members/admit" variant="primary" icon="add">
                {text.admit.open}
              </ButtonLink>
            )}
          </>
        }
      />
      <Filters key={round} search={search} onChange={show} />
      <List
        search={search}
        onReset={() => {
          show({ q: undefined, kind: undefined });
          setRound(round + 1);
        }}
      />
    </div>
  );
}

/** How long a pause in typing has to be before the server is asked. */
const pauseMs = 250;

function Filters(props: { search: MemberSearch; onChange: (change: MemberSearch) => void }) {
  const { search, onChange } = props;
  const text = useText(membersText);
  const later = useLater(pauseMs);
  const [q, setQ] = useState(search.q ?? "");
  return (
    <search className="members-filters" aria-label={text.filter}>
      <TextField
        type="search"
        label={text.search}
        maxLength={100}
        value={q}
        onChange={(typed) => {
          setQ(typed);
          later(() => onChange({ q: typed.trim() }));
        }}
      />
      <Select<MemberKind>
        label={text.kind}
        empty={text.allKinds}
        choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
        value={search.kind ?? ""}
        onChange={(kind) => onChange({ kind: kind || undefined })}
      />
    </search>
  );
}

function List(props: { search: MemberSearch; onReset: () => void }) {
  const { search, onReset } = props;
  const text = useText(membersText);
  const { items, end } = useList(membersQuery(search));
  const columns = useColumns();
  return (
    <>
      <Table
        caption={text.list}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState
            icon="search"
            title={text.empty}
            action={<Button onClick={onReset}>{text.clear}</Button>}
          >
            {text.emptyText}
          </EmptyState>
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
    </>
  );
}

function useColumns(): Column<Member>[] {
  const text = useText(membersText);
  const format = useFormat();
  return [
    {
      key: "name",
      header: text.name,
      cell: (member) => (
        <span className="members-name">
          <TextLink to="/members/$id" params={{ id: member.id }}>
            {member.name}
          </TextLink>
          <MemberBadges member={member} />
        </span>
      ),
    },
    { key: "kind", header: text.kind, cell: ({ kind }) => text.kinds[kind] },
    {
      key: "key",
      header: text.officialKey,
      cell: ({ officialKey }) => <span className="ui-figures">{officialKey ?? "–"}</span>,
    },
    {
      key: "population",
      header: text.population,
      numeric: true,
      cell: ({ population, populationYear }) =>
        populationYear ? (
          <span className="members-population">
            {format.number(population)} <span className="ui-muted">({populationYear})</span>
          </span>
        ) : (
          "–"
        ),
    },
    {
      key: "limit",
      header: text.limit,
      numeric: true,
      cell: ({ approvalLimit, guest }) => (guest ? "–" : format.money(approvalLimit)),
    },
    {
      key: "since",
      header: text.admittedOn,
      numeric: true,
      cell: ({ admittedOn }) => format.date(admittedOn),
    },
  ];
}
