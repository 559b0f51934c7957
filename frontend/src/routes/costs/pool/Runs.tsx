import type { CostPool } from "../../../api/cost-pools";
import { costsText } from "../../../text/costs";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Double } from "../../../ui/Double";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { AllocationBadge } from "../AllocationBadge";
import { useKeyNames } from "../useKeyNames";

/** The runs of a pool, the newest first as the server has them. */
export function Runs(props: { pool: CostPool }) {
  const text = useText(costsText);
  const { common } = useText(shared);
  const format = useFormat();
  const keyNames = useKeyNames();
  const when = (instant: string | undefined, person: string | undefined) =>
    instant && <Double first={format.instant(instant)} second={person} />;
  return (
    <Table
      caption={text.runs.table}
      rows={props.pool.allocations}
      rowKey={({ id }) => id}
      empty={
        <section className="ui-section" aria-labelledby="runs">
          <h2 id="runs" className="kern-heading-medium">
            {text.runs.table}
          </h2>
          <p className="kern-body kern-body--muted">{text.runs.none}</p>
        </section>
      }
      columns={[
        {
          key: "days",
          header: text.runs.days,
          cell: ({ id, from, to, keys }) => (
            <Double
              first={
                <TextLink to="/costs/allocations/$id" params={{ id }} className="ui-figures">
                  {format.span(from, to)}
                </TextLink>
              }
              second={keyNames(keys)}
            />
          ),
        },
        { key: "kind", header: text.kind, cell: ({ kind }) => text.runKinds[kind] },
        { key: "status", header: common.state, cell: ({ status }) => <AllocationBadge status={status} /> },
        {
          key: "drafted",
          header: text.drafted,
          cell: ({ createdAt, createdBy }) => when(createdAt, createdBy),
        },
        { key: "posted", header: text.posted, cell: ({ postedAt, postedBy }) => when(postedAt, postedBy) },
        { key: "total", header: text.runs.total, numeric: true, cell: ({ total }) => format.money(total) },
        {
          key: "booked",
          header: text.runs.booked,
          numeric: true,
          cell: ({ booked }) => format.money(booked),
        },
      ]}
    />
  );
}
