import { useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useAct } from "../../../api/act";
import { type Meter, type MeterCourse, meterCourseQuery, removeMeter } from "../../../api/meters";
import { useMay } from "../../../api/session";
import { capacityText } from "../../../text/capacity";
import { metersText } from "../../../text/meters";
import { useText } from "../../../text/text";
import { Badge } from "../../../ui/Badge";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button } from "../../../ui/Button";
import { DescriptionList } from "../../../ui/DescriptionList";
import { Loader } from "../../../ui/Loader";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { ObjectHistory } from "../../ObjectHistory";
import { PeriodForm } from "../../PeriodForm";
import { DayDialog } from "../DayDialog";
import { useMeterWords } from "../meterWords";
import { meterRoute } from "../routes";
import { useMeter } from "./useMeter";

const TimeChart = lazy(() => import("../../../ui/TimeChart").then((file) => ({ default: file.TimeChart })));

/** The last days, of which nothing was read yet, would draw a fall to nothing that there is not: the picture ends before them. */
function drawn(days: MeterCourse["days"]): MeterCourse["days"] {
  return days.slice(0, days.findLastIndex(({ use, missing }) => missing === 0 || Number(use) !== 0) + 1);
}

/** A meter: what it used day by day as a picture and a table, where readings are missing or estimated. */
export function MeterPage() {
  const text = useText(metersText);
  const { title } = useText(capacityText);
  const words = useMeterWords();
  const format = useFormat();
  const { id } = meterRoute.useParams();
  const search = meterRoute.useSearch();
  const navigate = meterRoute.useNavigate();
  const may = useMay();
  const meter = useMeter(id);
  const { data: course } = useSuspenseQuery(meterCourseQuery(id, search));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/meters">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={meter.name}
        lead={`${words.owner(meter)} · ${words.resource(meter.resource)}`}
        actions={may("meter.keep") && !meter.to && <Removing meter={meter} />}
      />
      <DescriptionList
        facts={[
          [text.owner, words.owner(meter)],
          [text.kind, text.kinds[meter.kind]],
          [text.unit, words.read(meter)],
          [text.every, text.everies[meter.every]],
          [text.from, format.date(meter.from)],
          [text.to, meter.to && format.date(meter.to)],
          [text.lastAt, meter.lastAt ? format.instant(meter.lastAt) : text.never],
          [
            text.reservation,
            meter.reservationId && (
              <TextLink to="/capacity/reservations/$id" params={{ id: meter.reservationId }}>
                {text.toReservation}
              </TextLink>
            ),
          ],
        ]}
      />
      <section className="ui-section">
        <h2 className="kern-heading-medium">{text.course}</h2>
        <PeriodForm
          key={`${course.from} ${course.to}`}
          from={course.from}
          to={course.to}
          onShow={(days) => void navigate({ search: days })}
        />
        <Course meter={meter} course={course} />
      </section>
      <ObjectHistory objectType="meter" objectId={meter.id} />
    </div>
  );
}

function Removing(props: { meter: Meter }) {
  const { id, version } = props.meter;
  const text = useText(metersText);
  const remove = useAct(removeMeter);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.remove}</Button>
      <DayDialog
        open={asking}
        title={text.removeTitle}
        hint={text.removeText}
        label={text.lastDay}
        field="to"
        act={text.remove}
        onClose={() => setAsking(false)}
        onAct={async (to) => {
          await remove.mutateAsync({ id, version, to });
          notify("success", text.removed);
        }}
      />
    </>
  );
}

function Course(props: { meter: Meter; course: MeterCourse }) {
  const { meter, course } = props;
  const text = useText(metersText);
  const words = useMeterWords();
  const format = useFormat();
  const unit = words.used(meter);
  const lines = useMemo(
    () => [
      {
        name: `${text.used} (${unit})`,
        tone: "main" as const,
        points: drawn(course.days).map(({ day, use }) => [day, use] as const),
      },
    ],
    [course, text, unit],
  );
  if (course.days.length === 0) return <p className="kern-body">{text.noDays}</p>;
  return (
    <>
      <Suspense fallback={<Loader />}>
        <TimeChart
          label={text.picture(meter.name, format.date(course.from), format.date(course.to))}
          lines={lines}
          unit={unit}
        />
      </Suspense>
      <Table
        caption={text.course}
        captionHidden
        rows={course.days.toReversed()}
        rowKey={({ day }) => day}
        columns={[
          {
            key: "day",
            header: text.day,
            rowHeader: true,
            cell: ({ day }) => (
              <TextLink to="/capacity/meters/$id/days/$day" params={{ id: meter.id, day }}>
                {format.date(day)}
              </TextLink>
            ),
          },
          { key: "use", header: text.used, numeric: true, cell: ({ use }) => format.quantity(use, unit) },
          { key: "marks", header: text.marks, cell: (day) => <Marks day={day} /> },
        ]}
      />
    </>
  );
}

/** What of a day was not read, not whole, or began anew. */
function Marks(props: { day: MeterCourse["days"][number] }) {
  const { missing, resets, estimated } = props.day;
  const text = useText(metersText);
  const format = useFormat();
  if (missing === 0 && resets === 0 && !estimated) return text.complete;
  return (
    <>
      {missing > 0 && <Badge tone="warning">{text.missing(format.number(missing))}</Badge>}{" "}
      {estimated && <Badge tone="info">{text.estimated}</Badge>}{" "}
      {resets > 0 && <Badge tone="info">{text.resets(format.number(resets))}</Badge>}
    </>
  );
}
