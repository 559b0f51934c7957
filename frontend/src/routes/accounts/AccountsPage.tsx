import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Account, type AccountKind, accountsQuery } from "../../api/accounts";
import { useMay } from "../../api/session";
import { accountsText } from "../../text/accounts";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { FieldRow } from "../../ui/Form";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { AccountLink } from "./AccountLink";
import { AccountSections } from "./AccountSections";
import { AsOfForm } from "./AsOfForm";
import { accountsRoute } from "./routes";
import { useStanding } from "./useStanding";

/** How many accounts are drawn before one asks for all. */
const shownAtOnce = 50;

/** The accounts one may see, with their balances at the end of a day. */
export function AccountsPage() {
  const text = useText(accountsText);
  const may = useMay();
  const navigate = useNavigate();
  const search = accountsRoute.useSearch();
  const { data } = useSuspenseQuery(accountsQuery(search.asOf));
  return (
    <div className="ui-page">
      <AccountSections />
      <PageHeader title={text.title} lead={may("ledger.read") ? text.lead : text.leadOwn} />
      <AsOfForm
        key={data.asOf}
        asOf={data.asOf}
        onShow={(asOf) => navigate({ to: "/accounts", search: { asOf }, resetScroll: false })}
      />
      {data.items.length === 0 ? (
        <EmptyState title={text.empty}>{text.emptyText}</EmptyState>
      ) : (
        <Accounts accounts={data.items} asOf={data.asOf} sum={data.sum} />
      )}
    </div>
  );
}

function Accounts(props: { accounts: readonly Account[]; asOf: string; sum: string | undefined }) {
  const { accounts, asOf, sum } = props;
  const text = useText(accountsText);
  const format = useFormat();
  const standing = useStanding();
  const [q, setQ] = useState("");
  const [kind, setKind] = useState<AccountKind | "">("");
  const [all, setAll] = useState(false);
  const wanted = q.trim().toLowerCase();
  const found = accounts.filter(
    (account) =>
      (kind === "" || account.kind === kind) &&
      (account.name || text.kinds[account.kind]).toLowerCase().includes(wanted),
  );
  const kinds = [...new Set(accounts.map((account) => account.kind))];
  return (
    <>
      {accounts.length > 12 && (
        <div className="ui-no-print">
          <FieldRow>
            <TextField type="search" label={text.search} value={q} onChange={setQ} />
            <Select<AccountKind>
              label={text.kind}
              empty={text.allKinds}
              choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
              value={kind}
              onChange={setKind}
            />
          </FieldRow>
        </div>
      )}
      <Table
        caption={text.list(format.date(asOf))}
        rows={all ? found : found.slice(0, shownAtOnce)}
        rowKey={(account) => account.id ?? `${account.kind} ${account.ownerId}`}
        empty={<p className="kern-body">{text.none}</p>}
        columns={[
          {
            key: "account",
            header: text.account,
            cell: (account) => <AccountLink account={account} asOf={asOf} />,
          },
          { key: "kind", header: text.kind, cell: (account) => text.kinds[account.kind] },
          {
            key: "standing",
            header: text.standing,
            cell: ({ kind: of, balance }) => (of === "member" ? standing(balance) : "–"),
          },
          {
            key: "balance",
            header: text.balance,
            numeric: true,
            cell: ({ balance }) => format.money(balance),
          },
        ]}
      />
      {!all && found.length > shownAtOnce && (
        <div>
          <Button onClick={() => setAll(true)}>{text.showAll(format.number(found.length))}</Button>
        </div>
      )}
      {sum !== undefined && (
        <p className="kern-body">
          {text.sum}: <strong className="ui-figures">{format.money(sum)}</strong>. {text.sumText}
        </p>
      )}
      <p className="kern-body kern-body--small kern-body--muted">{text.sign}</p>
    </>
  );
}
