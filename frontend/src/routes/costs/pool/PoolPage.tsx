import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { type CostPool, costPoolQuery } from "../../../api/cost-pools";
import { costFlowQuery } from "../../../api/cost-reports";
import { useMay } from "../../../api/session";
import { compareDecimals } from "../../../lib/decimal";
import { costReportsText } from "../../../text/cost-reports";
import { costsText } from "../../../text/costs";
import { runsText } from "../../../text/runs";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { DescriptionList } from "../../../ui/DescriptionList";
import { Loader } from "../../../ui/Loader";
import { PageHeader } from "../../../ui/PageHeader";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";
import { ObjectHistory } from "../../ObjectHistory";
import { ObjectLink } from "../../objects";
import { poolRoute } from "../routes";
import { SchemeInWords } from "../SchemeInWords";
import { Costs } from "./Costs";
import { Grants } from "./Grants";
import { Participants } from "./Participants";
import { Runs } from "./Runs";

// The picture brings a library of its own.
const FlowView = lazy(() =>
  import("../FlowView").then(({ FlowView: component }) => ({ default: component })),
);

/** Shared costs: what they are, who shares and who grants, and what was posted of them. */
export function PoolPage() {
  const text = useText(costsText);
  const { navigation } = useText(shared);
  const may = useMay();
  const { id } = poolRoute.useParams();
  const { data: pool } = useSuspenseQuery(costPoolQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/costs">{navigation.costs}</TextLink>
          </Breadcrumb>
        }
        title={pool.title}
        lead={`${pool.number} · ${text.kinds[pool.kind]}`}
        actions={
          may("allocation.draft") && (
            <ButtonLink to="/costs/$id/run" params={{ id }} variant="primary" icon="add">
              {text.runs.new}
            </ButtonLink>
          )
        }
      />
      <Facts pool={pool} />
      <Costs pool={pool} />
      <Runs pool={pool} />
      <Grants pool={pool} />
      <Participants pool={pool} />
      <Flow pool={pool} />
      <ObjectHistory objectType="cost-pool" objectId={pool.id} />
    </div>
  );
}

function Facts(props: { pool: CostPool }) {
  const { pool } = props;
  const text = useText(costsText);
  const { scheme: schemeText } = useText(runsText);
  const format = useFormat();
  return (
    <>
      <DescriptionList
        columns
        facts={[
          [text.net, format.money(pool.amount)],
          [text.vat, format.money(pool.vat)],
          [text.allocated, format.money(pool.allocated)],
          [text.balance, format.money(pool.balance)],
        ]}
      />
      <DescriptionList
        facts={[
          [text.regime, `${text.regimes[pool.regime]}: ${text.regimeHints[pool.regime]}`],
          [text.mode, `${text.modes[pool.mode]}: ${text.modeHints[pool.mode]}`],
          [
            schemeText.title,
            pool.scheme && <SchemeInWords key="scheme" scheme={pool.scheme} version={pool.schemeVersion} />,
          ],
          [
            text.tender,
            pool.tender && (
              <ObjectLink type="tender" id={pool.tender.id}>
                {pool.tender.name}
              </ObjectLink>
            ),
          ],
          [
            text.framework,
            pool.framework && (
              <ObjectLink type="framework" id={pool.framework.id}>
                {pool.framework.name}
              </ObjectLink>
            ),
          ],
          [text.created, text.by(format.instant(pool.createdAt), pool.createdBy)],
        ]}
      />
    </>
  );
}

/** How what was posted of this pool flows; nothing as long as nothing was. */
function Flow(props: { pool: CostPool }) {
  const { id, allocated, allocations } = props.pool;
  const text = useText(costReportsText).flow;
  const posted = allocations.filter(({ status }) => status === "posted");
  const from = posted.map((run) => run.from).sort()[0];
  const to = posted
    .map((run) => run.to)
    .sort()
    .at(-1);
  const flow = useQuery({ ...costFlowQuery({ from, to, poolId: id }), enabled: from !== undefined });
  if (compareDecimals(allocated, "0") === 0 || !flow.data || flow.data.links.length === 0) return null;
  return (
    <section className="ui-section" aria-labelledby="flow">
      <h2 id="flow" className="kern-heading-medium">
        {text.here}
      </h2>
      <Suspense fallback={<Loader />}>
        <FlowView flow={flow.data} poolId={id} brief />
      </Suspense>
    </section>
  );
}
