import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { type Allocation, allocationQuery } from "../../../api/allocations";
import { statementQuery } from "../../../api/statements";
import { runsText } from "../../../text/runs";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { PageHeader } from "../../../ui/PageHeader";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";
import { AllocationBadge } from "../AllocationBadge";
import { shareRoute } from "../routes";
import { ShareSheet } from "./ShareSheet";

/** One share on a sheet of its own, to be followed with pencil and paper, and the way back up. */
export function SharePage() {
  const text = useText(runsText).sheet;
  const format = useFormat();
  const { id, memberId } = shareRoute.useParams();
  const { data: allocation } = useSuspenseQuery(allocationQuery(id));
  const share = allocation.shares.find(({ member }) => member.id === memberId);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={<WayUp allocation={allocation} />}
        title={share ? text.title(share.member.name) : text.share}
        badge={<AllocationBadge status={allocation.status} />}
        lead={`${allocation.pool.name} · ${format.span(allocation.from, allocation.to)} · ${text.lead}`}
        actions={
          <Button variant="tertiary" onClick={() => window.print()}>
            {text.print}
          </Button>
        }
      />
      {share ? <ShareSheet allocation={allocation} share={share} /> : <EmptyState title={text.noShare} />}
      <Onward allocation={allocation} />
    </div>
  );
}

/** Back to the statement one came from, else to the run. */
function WayUp(props: { allocation: Allocation }) {
  const { allocation } = props;
  const text = useText(runsText);
  const { navigation } = useText(shared);
  const format = useFormat();
  const statement = useCameFrom();
  if (statement) {
    return (
      <Breadcrumb>
        <TextLink to="/statements">{navigation.statements}</TextLink>
        <TextLink to="/statements/$id" params={{ id: statement.id }}>
          {statement.number}
        </TextLink>
      </Breadcrumb>
    );
  }
  return (
    <Breadcrumb>
      <TextLink to="/costs">{navigation.costs}</TextLink>
      <TextLink to="/costs/$id" params={{ id: allocation.pool.id }}>
        {allocation.pool.name}
      </TextLink>
      <TextLink to="/costs/allocations/$id" params={{ id: allocation.id }}>
        {text.allocation.title(format.span(allocation.from, allocation.to))}
      </TextLink>
    </Breadcrumb>
  );
}

function useCameFrom() {
  const { statement: id = "" } = shareRoute.useSearch();
  return useQuery({ ...statementQuery(id), enabled: id !== "" }).data;
}

function Onward(props: { allocation: Allocation }) {
  const { id } = props.allocation;
  const text = useText(runsText).sheet;
  const { memberId } = shareRoute.useParams();
  const statement = useCameFrom();
  return (
    <div className="ui-no-print">
      <ButtonRow>
        {statement && (
          <ButtonLink to="/statements/$id" params={{ id: statement.id }} icon="arrow-back">
            {text.back(statement.number)}
          </ButtonLink>
        )}
        <ButtonLink to="/costs/allocations/$id" params={{ id }} variant="tertiary">
          {text.allocation}
        </ButtonLink>
        <ButtonLink to="/statements" search={{ memberId }} variant="tertiary">
          {text.statements}
        </ButtonLink>
        <ButtonLink to="/accounts/members/$memberId" params={{ memberId }} variant="tertiary">
          {text.account}
        </ButtonLink>
      </ButtonRow>
    </div>
  );
}
