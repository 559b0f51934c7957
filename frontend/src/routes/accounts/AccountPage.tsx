import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type AccountStatement, accountQuery, memberAccountQuery } from "../../api/accounts";
import { useSession } from "../../api/session";
import { accountsText } from "../../text/accounts";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import type { PeriodSearch } from "../address";
import { TextLink } from "../links";
import { PeriodForm } from "../PeriodForm";
import { CauseLink } from "./CauseLink";
import { accountRoute, memberAccountRoute } from "./routes";
import { useStanding } from "./useStanding";

/** An account of the ledger over a period, each entry with its cause and the balance after it. */
export function AccountPage() {
  const navigate = useNavigate();
  const { id } = accountRoute.useParams();
  const { data } = useSuspenseQuery(accountQuery(id, accountRoute.useSearch()));
  return (
    <Entries
      statement={data}
      onShow={(search) => navigate({ to: "/accounts/$id", params: { id }, search, resetScroll: false })}
    />
  );
}

/** A member's account over a period. */
export function MemberAccountPage() {
  const navigate = useNavigate();
  const { memberId } = memberAccountRoute.useParams();
  const { data } = useSuspenseQuery(memberAccountQuery(memberId, memberAccountRoute.useSearch()));
  return (
    <Entries
      statement={data}
      memberId={memberId}
      onShow={(search) =>
        navigate({ to: "/accounts/members/$memberId", params: { memberId }, search, resetScroll: false })
      }
    />
  );
}

interface EntriesProps {
  statement: AccountStatement;
  memberId?: string;
  onShow: (period: PeriodSearch) => void;
}

function Entries(props: EntriesProps) {
  const { statement, memberId, onShow } = props;
  const text = useText(accountsText);
  const { navigation } = useText(shared);
  const format = useFormat();
  const { cooperative } = useSession();
  const { account, from, to } = statement;
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/accounts">{navigation.accounts}</TextLink>
          </Breadcrumb>
        }
        title={text.one(account.name || text.kinds[account.kind])}
        lead={`${cooperative.name} · ${text.span(format.date(from), format.date(to))}`}
        actions={
          <Button variant="tertiary" onClick={() => window.print()}>
            {text.print}
          </Button>
        }
      />
      <PeriodForm key={`${from} ${to}`} from={from} to={to} onShow={onShow} />
      <Balances statement={statement} />
      <Lines statement={statement} memberId={memberId} />
    </div>
  );
}

function Balances(props: { statement: AccountStatement }) {
  const { account, openingBalance, closingBalance } = props.statement;
  const text = useText(accountsText);
  const format = useFormat();
  const standing = useStanding();
  const closing = format.money(closingBalance);
  return (
    <DescriptionList
      columns
      facts={[
        [text.opening, format.money(openingBalance)],
        [text.closing, account.kind === "member" ? `${closing} (${standing(closingBalance)})` : closing],
      ]}
    />
  );
}

function Lines(props: { statement: AccountStatement; memberId: string | undefined }) {
  const { statement, memberId } = props;
  const text = useText(accountsText);
  const format = useFormat();
  if (statement.lines.length === 0)
    return <EmptyState title={text.noEntries}>{text.noEntriesText}</EmptyState>;
  return (
    <>
      <Table
        caption={text.entries}
        rows={statement.lines}
        rowKey={({ entryId, amount, text: words }) => `${entryId} ${amount} ${words}`}
        columns={[
          {
            key: "day",
            header: text.day,
            cell: ({ bookedOn, postedAt }) => (
              <Double first={format.date(bookedOn)} second={text.postedAt(format.instant(postedAt))} />
            ),
          },
          {
            key: "text",
            header: text.text,
            rowHeader: true,
            cell: (line) => (
              <Double
                first={<CauseLink line={line} memberId={memberId} />}
                second={text.causes[line.causeType]}
              />
            ),
            footer: <strong>{text.closing}</strong>,
          },
          { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
          {
            key: "balance",
            header: text.running,
            numeric: true,
            cell: ({ balance }) => format.money(balance),
            footer: <strong>{format.money(statement.closingBalance)}</strong>,
          },
        ]}
      />
      <p className="kern-body kern-body--small kern-body--muted">{text.sign}</p>
    </>
  );
}
