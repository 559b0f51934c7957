import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { type EnergyMeasured, type EnergyReport, energyQuery } from "../../api/energy";
import { useMay } from "../../api/session";
import { energyText } from "../../text/energy";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { DescriptionList } from "../../ui/DescriptionList";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import type { TimeLine } from "../../ui/timeOption";
import { useFormat } from "../../ui/words";
import { StateFigure } from "./EnergyFigureForm";
import { lastYear } from "./energyYear";
import { energyRoute } from "./routes";

const TimeChart = lazy(() => import("../../ui/TimeChart").then((file) => ({ default: file.TimeChart })));

/** A year of a data center for the Energy Efficiency Act: ratios, their course, and month by month. */
export function EnergyPage() {
  const { id } = energyRoute.useParams();
  const { year = lastYear() } = energyRoute.useSearch();
  const text = useText(energyText);
  const navigate = useNavigate();
  const may = useMay();
  const { data: report } = useSuspenseQuery(energyQuery(id, year));
  const open = report.months.filter(({ pue }) => !pue).length;
  const years = Array.from({ length: 5 }, (_, back) => String(lastYear() + 1 - back));
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title(report.site.name)}
        lead={text.lead}
        actions={may("meter.keep") && <StateFigure report={report} />}
      />
      <Select
        label={text.year}
        value={String(report.year)}
        choices={years.map((value) => ({ value, label: value }))}
        onChange={(chosen) =>
          navigate({ to: "/capacity/sites/$id/energy", params: { id }, search: { year: Number(chosen) } })
        }
      />
      {open > 0 && (
        <Alert tone="warning" title={text.incomplete(open)}>
          {text.incompleteText}
        </Alert>
      )}
      <Whole report={report} />
      <Course report={report} />
      <Months report={report} />
      <p className="kern-body">
        <a
          className="kern-link"
          href={`/api/v1/capacity-sites/${id}/energy.csv?year=${report.year}`}
          download
        >
          {text.table}
        </a>
      </p>
    </div>
  );
}

/** Energy as it was measured, and whether that is all of it. */
function useEnergy() {
  const text = useText(energyText);
  const format = useFormat();
  return (measured: EnergyMeasured) => {
    if (!measured.metered) return text.unmetered;
    const energy = text.kwh(format.number(measured.energy));
    return measured.complete ? energy : text.measured(energy);
  };
}

function Whole(props: { report: EnergyReport }) {
  const { whole, figures } = props.report;
  const text = useText(energyText);
  const format = useFormat();
  const energy = useEnergy();
  const stated = (name: string, shown: (value: string) => string) => {
    const figure = figures.find((one) => one.figure === name);
    return figure && text.stated(shown(figure.value), figure.source);
  };
  const percent = (ratio: string) => format.percent(Number(ratio) * 100);
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{text.whole}</h2>
      <DescriptionList
        facts={[
          [text.total, energy(whole.total)],
          [text.it, energy(whole.it)],
          [text.pue, whole.pue ? format.number(whole.pue) : text.unknown],
          [text.renewable, energy(whole.renewable)],
          [
            text.share,
            whole.renewableShare
              ? percent(whole.renewableShare)
              : (stated("renewable-share", (value) => format.percent(Number(value))) ?? text.unknown),
          ],
          [text.reused, energy(whole.reused)],
          [text.reuse, whole.reuseFactor ? format.number(whole.reuseFactor) : text.unknown],
          [text.nominal, stated("nominal-load", (value) => text.kw(format.number(value))) ?? text.noFigure],
        ]}
      />
      <p className="kern-body ui-text">{text.explained}</p>
    </section>
  );
}

function Course(props: { report: EnergyReport }) {
  const { months } = props.report;
  const text = useText(energyText);
  const format = useFormat();
  const known = useMemo(() => months.flatMap(({ from, pue }) => (pue ? [{ from, pue }] : [])), [months]);
  const lines = useMemo<TimeLine[]>(
    () => [{ name: text.pue, tone: "main", points: known.map(({ from, pue }) => [from, pue] as const) }],
    [known, text],
  );
  const told = known.map(({ from, pue }) => text.pictureOf(format.month(from), format.number(pue)));
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{text.course}</h2>
      {known.length === 0 ? (
        <p className="kern-body">{text.noPue}</p>
      ) : (
        <Suspense fallback={<Loader />}>
          <TimeChart label={text.picture(told.join(", "))} lines={lines} unit="" />
        </Suspense>
      )}
    </section>
  );
}

function Months(props: { report: EnergyReport }) {
  const text = useText(energyText);
  const format = useFormat();
  const kwh = (measured: EnergyMeasured) =>
    measured.metered ? text.kwh(format.number(measured.energy)) : text.unmetered;
  const ratio = (value: string | undefined) => (value ? format.number(value) : "–");
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{text.months}</h2>
      <Table
        caption={text.months}
        captionHidden
        rows={props.report.months}
        rowKey={({ from }) => from}
        columns={[
          { key: "month", header: text.month, rowHeader: true, cell: ({ from }) => format.month(from) },
          { key: "total", header: text.total, numeric: true, cell: ({ total }) => kwh(total) },
          { key: "it", header: text.it, numeric: true, cell: ({ it }) => kwh(it) },
          { key: "pue", header: text.pue, numeric: true, cell: ({ pue }) => ratio(pue) },
          {
            key: "renewable",
            header: text.renewable,
            numeric: true,
            cell: ({ renewable }) => kwh(renewable),
          },
          { key: "reused", header: text.reused, numeric: true, cell: ({ reused }) => kwh(reused) },
          {
            key: "state",
            header: text.state,
            cell: ({ pue }) => <Badge tone={pue ? "success" : "warning"}>{pue ? text.yes : text.no}</Badge>,
          },
        ]}
      />
    </section>
  );
}
