import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { type Supplier, type SupplierSearch, suppliersQuery } from "../../api/suppliers";
import { evidenceText } from "../../text/evidence";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { FieldRow } from "../../ui/Form";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { type Column, Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { StandingOfSupplier } from "../StandingOfSupplier";
import { suppliersRoute } from "./routes";
import { standings } from "./standing";

/** The suppliers of the cooperative, by name and standing. */
export function SuppliersPage() {
  const text = useText(suppliersText);
  const may = useMay();
  const search = suppliersRoute.useSearch();
  const { items, end } = useList(suppliersQuery(search));
  const columns = useColumns();
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          may("supplier.register") && (
            <ButtonLink to="/suppliers/new" variant="primary" icon="add">
              {text.register.open}
            </ButtonLink>
          )
        }
      />
      <Filters search={search} />
      <Table
        caption={text.list}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState icon="search" title={text.empty}>
            {text.emptyText}
          </EmptyState>
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}

function Filters(props: { search: SupplierSearch }) {
  const { search } = props;
  const text = useText(suppliersText);
  const navigate = useNavigate();
  const later = useLater(250);
  const [q, setQ] = useState(search.q ?? "");
  const show = (change: SupplierSearch) =>
    navigate({
      to: "/suppliers",
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    });
  return (
    <search aria-label={text.filter}>
      <FieldRow>
        <TextField
          type="search"
          label={text.search}
          maxLength={100}
          value={q}
          onChange={(typed) => {
            setQ(typed);
            later(() => show({ q: typed.trim() }));
          }}
        />
        <Select
          label={text.standing}
          empty={text.allStandings}
          choices={standings.map((value) => ({ value, label: text.standings[value] }))}
          value={search.standing ?? ""}
          onChange={(standing) => show({ standing: standing || undefined })}
        />
      </FieldRow>
    </search>
  );
}

function useColumns(): Column<Supplier>[] {
  const text = useText(suppliersText);
  const { certificates } = useText(evidenceText);
  const format = useFormat();
  return [
    {
      key: "name",
      header: text.name,
      cell: ({ id, name }) => (
        <TextLink to="/suppliers/$id" params={{ id }}>
          {name}
        </TextLink>
      ),
    },
    { key: "city", header: text.city, cell: ({ city }) => city || "–" },
    {
      key: "standing",
      header: text.standing,
      cell: ({ standing, until, waits, expires }) => (
        <>
          <StandingOfSupplier standing={standing} />
          {until && ` ${text.until(format.date(until))}`}
          {waits && ` ${text.waits}`}
          {expires && ` ${certificates.expires(format.date(expires))}`}
        </>
      ),
    },
  ];
}
