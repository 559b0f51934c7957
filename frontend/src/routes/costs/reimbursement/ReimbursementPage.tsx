import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type Reimbursement, reimbursementQuery } from "../../../api/cost-reports";
import { useSession } from "../../../api/session";
import { compareDecimals } from "../../../lib/decimal";
import { costReportsText } from "../../../text/cost-reports";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { PeriodForm } from "../../PeriodForm";
import { CostSections } from "../CostSections";
import { reimbursementRoute } from "../routes";

type Pool = Reimbursement["pools"][number];

/** The proof of exact reimbursement: for each pool, what was borne less what it cost. */
export function ReimbursementPage() {
  const text = useText(costReportsText).reimbursement;
  const format = useFormat();
  const navigate = useNavigate();
  const { cooperative } = useSession();
  const search = reimbursementRoute.useSearch();
  const { data: proof } = useSuspenseQuery(reimbursementQuery(search));
  return (
    <div className="ui-page">
      <CostSections />
      <PageHeader
        title={text.title}
        lead={`${text.for(cooperative.name, format.date(proof.from), format.date(proof.to))}. ${text.lead}`}
        actions={
          <Button variant="tertiary" onClick={() => window.print()}>
            {text.print}
          </Button>
        }
      />
      <PeriodForm
        key={`${proof.from} ${proof.to}`}
        from={proof.from}
        to={proof.to}
        onShow={(days) =>
          navigate({ to: "/costs/reimbursement", search: { ...search, ...days }, resetScroll: false })
        }
      />
      {proof.pools.length === 0 ? (
        <EmptyState title={text.none}>{text.noneText}</EmptyState>
      ) : (
        <Proof proof={proof} poolId={search.poolId} />
      )}
    </div>
  );
}

function Proof(props: { proof: Reimbursement; poolId: string | undefined }) {
  const { proof, poolId } = props;
  const text = useText(costReportsText).reimbursement;
  const one = proof.pools.find(({ pool }) => pool.id === poolId);
  return (
    <>
      <Alert tone={proof.ok ? "success" : "warning"} title={proof.ok ? text.ok : text.wrong}>
        {!proof.ok && text.wrongText}
      </Alert>
      <Pools proof={proof} />
      {one?.members && <Members pool={one} members={one.members} />}
      {poolId && (
        <p className="ui-no-print">
          <TextLink to="/costs/reimbursement" search={{ from: proof.from, to: proof.to }}>
            {text.all}
          </TextLink>
        </p>
      )}
    </>
  );
}

function Pools(props: { proof: Reimbursement }) {
  const { proof } = props;
  const text = useText(costReportsText).reimbursement;
  const format = useFormat();
  return (
    <Table
      caption={text.pools}
      rows={proof.pools}
      rowKey={({ pool }) => pool.id}
      columns={[
        {
          key: "pool",
          header: text.pool,
          cell: ({ pool }) => (
            <TextLink to="/costs/$id" params={{ id: pool.id }}>
              {pool.name}
            </TextLink>
          ),
        },
        { key: "costs", header: text.costs, numeric: true, cell: ({ costs }) => format.money(costs) },
        { key: "charges", header: text.charges, numeric: true, cell: ({ charges }) => format.money(charges) },
        { key: "grants", header: text.grants, numeric: true, cell: ({ grants }) => format.money(grants) },
        {
          key: "difference",
          header: text.difference,
          numeric: true,
          cell: ({ difference }) => (
            <Badge tone={compareDecimals(difference, "0") === 0 ? "success" : "warning"}>
              {format.money(difference)}
            </Badge>
          ),
        },
        {
          key: "members",
          header: text.showMembers,
          action: true,
          cell: ({ pool }) => (
            <TextLink
              to="/costs/reimbursement"
              search={{ from: proof.from, to: proof.to, poolId: pool.id }}
              resetScroll={false}
              aria-label={text.showMembersOf(pool.name)}
              className="ui-no-print"
            >
              {text.showMembers}
            </TextLink>
          ),
        },
      ]}
    />
  );
}

function Members(props: { pool: Pool; members: NonNullable<Pool["members"]> }) {
  const { pool, members } = props;
  const text = useText(costReportsText).reimbursement;
  const format = useFormat();
  return (
    <Table
      caption={text.members(pool.pool.name)}
      rows={members}
      rowKey={({ member }) => member.id}
      columns={[
        {
          key: "member",
          header: text.member,
          cell: ({ member }) => (
            <TextLink to="/accounts/members/$memberId" params={{ memberId: member.id }}>
              {member.name}
            </TextLink>
          ),
          footer: <strong>{text.charges}</strong>,
        },
        {
          key: "amount",
          header: text.amount,
          numeric: true,
          cell: ({ amount }) => format.money(amount),
          footer: <strong>{format.money(pool.charges)}</strong>,
        },
      ]}
    />
  );
}
