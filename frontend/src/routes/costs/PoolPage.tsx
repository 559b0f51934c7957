import { useSuspenseQuery } from "@tanstack/react-query";
import { type CostPool, costPoolQuery } from "../../api/cost-pools";
import { costsText } from "../../text/costs";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { ObjectLink } from "../objects";
import { AllocationBadge } from "./AllocationBadge";
import { KeyChoice } from "./KeyChoice";
import { poolRoute } from "./routes";

/** One shared cost: what it is, by which key it is split, and what was posted of it. */
export function PoolPage() {
  const text = useText(costsText);
  const { navigation } = useText(shared);
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
      />
      <Facts pool={pool} />
      <Allocations pool={pool} />
      <KeyChoice pool={pool} />
      <ObjectHistory objectType="cost-pool" objectId={pool.id} />
    </div>
  );
}

function Facts(props: { pool: CostPool }) {
  const { pool } = props;
  const text = useText(costsText);
  const { common } = useText(shared);
  const format = useFormat();
  return (
    <>
      <DescriptionList
        columns
        facts={[
          [common.amount, format.money(pool.amount)],
          [text.allocated, format.money(pool.allocated)],
          [text.members, format.number(pool.members.length)],
        ]}
      />
      <DescriptionList
        facts={[
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

function Allocations(props: { pool: CostPool }) {
  const text = useText(costsText);
  const { common } = useText(shared);
  const format = useFormat();
  const when = (instant: string | undefined, person: string | undefined) =>
    instant && <Double first={format.instant(instant)} second={person} />;
  return (
    <Table
      caption={text.allocations}
      rows={props.pool.allocations}
      rowKey={({ id }) => id}
      empty={<p className="kern-body kern-body--muted">{text.noAllocations}</p>}
      columns={[
        {
          key: "key",
          header: text.key,
          cell: ({ id, key }) => (
            <TextLink to="/costs/allocations/$id" params={{ id }}>
              {text.keys[key]}
            </TextLink>
          ),
        },
        { key: "status", header: common.state, cell: ({ status }) => <AllocationBadge status={status} /> },
        {
          key: "drafted",
          header: text.drafted,
          cell: ({ createdAt, createdBy }) => when(createdAt, createdBy),
        },
        { key: "posted", header: text.posted, cell: ({ postedAt, postedBy }) => when(postedAt, postedBy) },
        { key: "total", header: common.total, numeric: true, cell: ({ total }) => format.money(total) },
      ]}
    />
  );
}
