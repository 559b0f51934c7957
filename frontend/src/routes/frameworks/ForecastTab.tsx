import { useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { type Forecast, forecastQuery } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { contractsText } from "../../text/contracts";
import { frameworksText } from "../../text/frameworks";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { EmptyState } from "../../ui/EmptyState";
import { Loader } from "../../ui/Loader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { courseLines } from "./course";

const TimeChart = lazy(() => import("../../ui/TimeChart").then((file) => ({ default: file.TimeChart })));

/** When the maximum will be reached: in words, as a picture, and month by month. */
export function ForecastTab(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(contractsText).forecast;
  const { noCallOffs, noCallOffsText } = useText(frameworksText);
  const format = useFormat();
  const { data: forecast } = useSuspenseQuery(forecastQuery(framework.id));
  const sentences = useSentences(framework, forecast);
  const lines = useMemo(() => courseLines(framework, forecast, text), [framework, forecast, text]);
  return (
    <div className="ui-section">
      {forecast.tooEarly ? (
        <Alert tone="warning" title={text.title}>
          {sentences.join(" ")}
        </Alert>
      ) : (
        <section aria-labelledby="forecast">
          <h2 id="forecast" className="kern-heading-medium">
            {text.title}
          </h2>
          <p className="kern-body ui-text">{sentences.join(" ")}</p>
        </section>
      )}
      {forecast.months.length > 0 && (
        <Suspense fallback={<Loader />}>
          <TimeChart label={text.picture(sentences.join(" "))} lines={lines} />
        </Suspense>
      )}
      <Table
        caption={text.table}
        rows={forecast.months.toReversed()}
        rowKey={({ month }) => month}
        empty={<EmptyState title={noCallOffs}>{noCallOffsText}</EmptyState>}
        columns={[
          { key: "month", header: text.month, cell: ({ month }) => format.month(month) },
          { key: "drawn", header: text.inMonth, numeric: true, cell: ({ drawn }) => format.money(drawn) },
          { key: "total", header: text.total, numeric: true, cell: ({ total }) => format.money(total) },
        ]}
      />
    </div>
  );
}

/** The forecast in sentences; they say all that the picture shows. */
function useSentences(framework: Framework, forecast: Forecast): string[] {
  const text = useText(contractsText).forecast;
  const format = useFormat();
  const { rate, expected, earliest, latest, restsOn, tooEarly } = forecast;
  if (!rate) return [text.none];
  const end = format.date(framework.inForceTo);
  const sentences = expected
    ? [
        text.expected(format.date(expected), format.money(rate)),
        tooEarly ? text.early(end) : text.inTime(end),
      ]
    : [text.never(format.money(rate))];
  if (earliest && latest) sentences.push(text.between(format.date(earliest), format.date(latest)));
  else if (earliest) sentences.push(text.earliest(format.date(earliest)));
  return [...sentences, text.rests(restsOn)];
}
