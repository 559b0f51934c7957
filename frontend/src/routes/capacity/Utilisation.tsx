import { useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { type CapacityUse, capacityUseQuery } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { useText } from "../../text/text";
import { Loader } from "../../ui/Loader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { useCapacityWords } from "./resourceName";

const TimeChart = lazy(() => import("../../ui/TimeChart").then((file) => ({ default: file.TimeChart })));

type Row = CapacityUse["rows"][number];

/** What meters say was used of what is reserved, week by week: a picture and its table for each resource that is metered. */
export function Utilisation(props: { poolId: string }) {
  const text = useText(capacityText);
  const { data } = useSuspenseQuery(capacityUseQuery(props.poolId));
  const metered = data.rows.filter((row) => row.metered);
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{text.use}</h2>
      <p className="kern-body ui-text">{metered.length > 0 ? text.useText : text.useNone}</p>
      {metered.map((row) => (
        <ResourceUse key={row.resourceId} row={row} weeks={data.weeks} />
      ))}
    </section>
  );
}

function ResourceUse(props: { row: Row; weeks: readonly string[] }) {
  const { row, weeks } = props;
  const text = useText(capacityText);
  const words = useCapacityWords();
  const format = useFormat();
  const name = words.name(row);
  const cells = row.cells.map((cell, index) => ({ ...cell, week: weeks[index] ?? "" }));
  const running = weeks.at(-1);
  // The week that runs is not whole: the picture would show it falling.
  const lines = useMemo(() => {
    const whole = row.cells.slice(0, -1);
    return [
      {
        name: text.booked,
        tone: "limit" as const,
        points: whole.map(({ reserved }, index) => [weeks[index] ?? "", reserved] as const),
      },
      {
        name: text.used,
        tone: "main" as const,
        points: whole.flatMap(({ used }, index) => (used ? [[weeks[index] ?? "", used] as const] : [])),
      },
    ];
  }, [row, weeks, text]);
  return (
    <>
      <h3 className="kern-title kern-title--small">{name}</h3>
      <Suspense fallback={<Loader />}>
        <TimeChart label={text.usePicture(name)} lines={lines} unit={text.units[row.kind]} />
      </Suspense>
      <Table
        caption={`${text.use}: ${name}`}
        captionHidden
        rows={cells.toReversed()}
        rowKey={({ week }) => week}
        columns={[
          {
            key: "week",
            header: text.weekHead,
            rowHeader: true,
            cell: ({ week }) =>
              week === running ? text.weekRuns(format.date(week)) : text.week(format.date(week)),
          },
          {
            key: "reserved",
            header: text.booked,
            numeric: true,
            cell: ({ reserved }) => words.amount(reserved, row.kind),
          },
          {
            key: "used",
            header: text.used,
            numeric: true,
            cell: ({ used }) => (used ? words.amount(used, row.kind) : text.notRead),
          },
          {
            key: "percent",
            header: text.usedPercent,
            numeric: true,
            cell: ({ used, percent }) => used && format.percent(percent),
          },
        ]}
      />
    </>
  );
}
