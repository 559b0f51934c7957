import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type Allocation, allocationQuery } from "../../api/allocations";
import { useSession } from "../../api/session";
import { costsText } from "../../text/costs";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHeader } from "../../ui/PageHeader";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { AllocationBadge } from "./AllocationBadge";
import { Explanation } from "./Explanation";
import { HowItIsComputed } from "./HowItIsComputed";
import { PostPanel } from "./PostPanel";
import { RecomputePanel } from "./RecomputePanel";
import { allocationRoute } from "./routes";
import { ShareTable } from "./ShareTable";

/** One split of a cost: every share with its explanation, and the check that it is right. */
export function AllocationPage() {
  const text = useText(costsText);
  const { navigation } = useText(shared);
  const navigate = useNavigate();
  const { id } = allocationRoute.useParams();
  const { member } = allocationRoute.useSearch();
  const { data: allocation } = useSuspenseQuery(allocationQuery(id));
  const complete = useSeesAll();
  const explained = allocation.shares.find((share) => share.member.id === member);
  const explain = (memberId: string | undefined) =>
    navigate({
      to: "/costs/allocations/$id",
      params: { id },
      search: memberId ? { member: memberId } : {},
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/costs">{navigation.costs}</TextLink>
            <TextLink to="/costs/$id" params={{ id: allocation.pool.id }}>
              {allocation.pool.name}
            </TextLink>
          </Breadcrumb>
        }
        title={text.allocation.title(text.keys[allocation.key])}
        badge={<AllocationBadge status={allocation.status} />}
        lead={allocation.pool.name}
      />
      <PostPanel allocation={allocation} />
      <HowItIsComputed allocation={allocation} />
      {!complete && <p className="kern-body kern-body--muted">{text.allocation.ownOnly}</p>}
      <ShareTable
        caption={text.shares}
        split={allocation}
        complete={complete}
        onExplain={(share) => explain(share.member.id)}
      />
      <Explanation split={allocation} share={explained} onClose={() => explain(undefined)} />
      <RecomputePanel allocation={allocation} />
      <Proof allocation={allocation} />
      <ObjectHistory objectType="allocation" objectId={allocation.id} />
    </div>
  );
}

/** Whether the person sees the shares of all members, as officers and auditors of the cooperative do. */
function useSeesAll(): boolean {
  const { roles } = useSession();
  return roles.some(
    ({ role, organisation }) =>
      organisation.kind === "cooperative" &&
      (role === "finance-officer" || role === "board-member" || role === "auditor"),
  );
}

function Proof(props: { allocation: Allocation }) {
  const { allocation } = props;
  const text = useText(costsText);
  const format = useFormat();
  return (
    <section className="ui-section" aria-labelledby="facts">
      <h2 id="facts" className="kern-heading-medium">
        {text.facts}
      </h2>
      <DescriptionList
        facts={[
          [text.drafted, text.by(format.instant(allocation.createdAt), allocation.createdBy)],
          [
            text.posted,
            allocation.postedAt && text.by(format.instant(allocation.postedAt), allocation.postedBy ?? ""),
          ],
          [text.allocation.rule, allocation.rule],
          [
            text.allocation.inputHash,
            <code key="hash" className="ui-code">
              {allocation.inputHash}
            </code>,
          ],
          [
            text.allocation.entry,
            allocation.entryId && <code className="ui-code">{allocation.entryId}</code>,
          ],
        ]}
      />
    </section>
  );
}
