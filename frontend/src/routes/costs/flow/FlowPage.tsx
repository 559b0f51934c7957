import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { costPoolsQuery } from "../../../api/cost-pools";
import { costFlowQuery } from "../../../api/cost-reports";
import { useList } from "../../../api/pages";
import { costReportsText } from "../../../text/cost-reports";
import { useText } from "../../../text/text";
import { EmptyState } from "../../../ui/EmptyState";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import { useFormat } from "../../../ui/words";
import type { PeriodSearch } from "../../address";
import { PeriodForm } from "../../PeriodForm";
import { CostSections } from "../CostSections";
import { FlowView } from "../FlowView";
import { flowRoute } from "../routes";

/** How posted costs flow from pools through keys and grants to members, over a period. */
export function FlowPage() {
  const text = useText(costReportsText).flow;
  const format = useFormat();
  const navigate = useNavigate();
  const search = flowRoute.useSearch();
  const { data: flow } = useSuspenseQuery(costFlowQuery(search));
  const pools = useList(costPoolsQuery);
  const show = (change: PeriodSearch & { poolId?: string | undefined }) =>
    navigate({
      to: "/costs/flow",
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)),
      resetScroll: false,
    });
  return (
    <div className="ui-page">
      <CostSections />
      <PageHeader title={text.title} lead={text.lead} />
      <PeriodForm key={`${flow.from} ${flow.to}`} from={flow.from} to={flow.to} onShow={show} />
      <Select
        label={text.pool}
        empty={text.allPools}
        choices={pools.items.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        value={search.poolId ?? ""}
        onChange={(poolId) => show({ poolId: poolId || undefined })}
      />
      <h2 className="kern-heading-medium">{text.picture(format.date(flow.from), format.date(flow.to))}</h2>
      {flow.links.length === 0 ? (
        <EmptyState title={text.none}>{text.noneText}</EmptyState>
      ) : (
        <FlowView flow={flow} />
      )}
    </div>
  );
}
