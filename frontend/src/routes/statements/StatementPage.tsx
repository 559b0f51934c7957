import { useSuspenseQuery } from "@tanstack/react-query";
import { useSession } from "../../api/session";
import { type Statement, statementQuery } from "../../api/statements";
import { shared } from "../../text/shared";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectLink } from "../objects";
import { PeriodForm } from "./PeriodForm";
import { statementRoute } from "./routes";
import { useStanding } from "./useStanding";

/** A member's account over a period, each entry with its cause and the balance after it. */
export function StatementPage() {
  const text = useText(statementsText);
  const { navigation } = useText(shared);
  const format = useFormat();
  const { cooperative } = useSession();
  const { memberId } = statementRoute.useParams();
  const search = statementRoute.useSearch();
  const { data: statement } = useSuspenseQuery(statementQuery(memberId, search));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/statements">{navigation.statements}</TextLink>
          </Breadcrumb>
        }
        title={text.one(statement.member.name)}
        lead={`${cooperative.name} · ${text.span(format.date(statement.from), format.date(statement.to))}`}
        actions={
          <Button variant="tertiary" onClick={() => window.print()}>
            {text.print}
          </Button>
        }
      />
      <PeriodForm
        key={`${statement.from} ${statement.to}`}
        memberId={memberId}
        from={statement.from}
        to={statement.to}
      />
      <Balances statement={statement} />
      <Entries statement={statement} />
    </div>
  );
}

function Balances(props: { statement: Statement }) {
  const { openingBalance, closingBalance } = props.statement;
  const text = useText(statementsText);
  const format = useFormat();
  const standing = useStanding();
  return (
    <DescriptionList
      columns
      facts={[
        [text.opening, format.money(openingBalance)],
        [text.closing, `${format.money(closingBalance)} (${standing(closingBalance)})`],
      ]}
    />
  );
}

function Entries(props: { statement: Statement }) {
  const { lines, closingBalance } = props.statement;
  const text = useText(statementsText);
  const format = useFormat();
  if (lines.length === 0) return <EmptyState title={text.none}>{text.noneText}</EmptyState>;
  return (
    <>
      <Table
        caption={text.entries}
        rows={lines}
        rowKey={({ entryId }) => entryId}
        columns={[
          { key: "day", header: text.day, cell: ({ postedAt }) => format.instant(postedAt) },
          {
            key: "text",
            header: text.text,
            rowHeader: true,
            cell: (line) => (
              <ObjectLink type={line.causeType ?? ""} id={line.causeId ?? ""}>
                {line.text}
              </ObjectLink>
            ),
            footer: <strong>{text.closing}</strong>,
          },
          { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
          {
            key: "balance",
            header: text.running,
            numeric: true,
            cell: ({ balance }) => format.money(balance),
            footer: <strong>{format.money(closingBalance)}</strong>,
          },
        ]}
      />
      <p className="kern-body kern-body--small kern-body--muted">{text.sign}</p>
    </>
  );
}
