import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Account, nettingQuery } from "../../api/accounts";
import { accountsText } from "../../text/accounts";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { AccountLink } from "./AccountLink";
import { AccountSections } from "./AccountSections";
import { AsOfForm } from "./AsOfForm";
import { nettingRoute } from "./routes";
import { useStanding } from "./useStanding";

/** How many lines of each table are drawn before one asks for all. */
const shownAtOnce = 25;

/** The fewest transfers that would clear all balances; a proposal that books nothing. */
export function NettingPage() {
  const text = useText(accountsText);
  const format = useFormat();
  const standing = useStanding();
  const navigate = useNavigate();
  const search = nettingRoute.useSearch();
  const { data: netting } = useSuspenseQuery(nettingQuery(search.asOf));
  const named = (account: Account) => (
    <Double
      first={<AccountLink account={account} asOf={netting.asOf} />}
      second={account.name && text.kinds[account.kind]}
    />
  );
  const [all, setAll] = useState(false);
  const shown = <Row,>(rows: readonly Row[]) => (all ? rows : rows.slice(0, shownAtOnce));
  const most = Math.max(netting.transfers.length, netting.positions.length);
  const keyOf = ({ id, kind, ownerId }: Account) => id ?? `${kind} ${ownerId}`;
  return (
    <div className="ui-page">
      <AccountSections />
      <PageHeader title={text.netting.title} lead={text.netting.lead} />
      <AsOfForm
        key={netting.asOf}
        asOf={netting.asOf}
        onShow={(asOf) => navigate({ to: "/accounts/netting", search: { asOf }, resetScroll: false })}
      />
      <Table
        caption={text.netting.transfers}
        rows={shown(netting.transfers)}
        rowKey={({ from, to }) => `${keyOf(from)} ${keyOf(to)}`}
        empty={<EmptyState title={text.netting.none}>{text.netting.noneText}</EmptyState>}
        columns={[
          { key: "from", header: text.netting.from, cell: ({ from }) => named(from) },
          { key: "to", header: text.netting.to, cell: ({ to }) => named(to) },
          { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
        ]}
      />
      {netting.positions.length > 0 && (
        <Table
          caption={text.netting.positions}
          rows={shown(netting.positions)}
          rowKey={keyOf}
          columns={[
            { key: "account", header: text.account, cell: named },
            { key: "standing", header: text.standing, cell: ({ balance }) => standing(balance) },
            {
              key: "balance",
              header: text.balance,
              numeric: true,
              cell: ({ balance }) => format.money(balance),
            },
          ]}
        />
      )}
      {!all && most > shownAtOnce && (
        <div className="ui-no-print">
          <Button onClick={() => setAll(true)}>{text.showAll(format.number(most))}</Button>
        </div>
      )}
    </div>
  );
}
