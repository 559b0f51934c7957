import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Meter, type MeterDay, meterDayQuery } from "../../../api/meters";
import { useMay } from "../../../api/session";
import { capacityText } from "../../../text/capacity";
import { metersText } from "../../../text/meters";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button } from "../../../ui/Button";
import { DescriptionList } from "../../../ui/DescriptionList";
import { Dialog } from "../../../ui/Dialog";
import { List } from "../../../ui/List";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { useMeterWords } from "../meterWords";
import { meterDayRoute } from "../routes";
import { CorrectForm } from "./CorrectForm";
import { useMeter } from "./useMeter";

/** The readings of a day with what they were put right to; who may puts them right here. */
export function MeterDayPage() {
  const text = useText(metersText);
  const { title } = useText(capacityText);
  const words = useMeterWords();
  const format = useFormat();
  const { id, day } = meterDayRoute.useParams();
  const may = useMay();
  const meter = useMeter(id);
  const { data } = useSuspenseQuery(meterDayQuery(id, day));
  // What is put right: the instant of a reading, or "" for one that is missing.
  const [correcting, setCorrecting] = useState<string>();
  const corrects = may("reading.correct");
  const close = () => setCorrecting(undefined);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/meters">{text.title}</TextLink>
            <TextLink to="/capacity/meters/$id" params={{ id }}>
              {meter.name}
            </TextLink>
          </Breadcrumb>
        }
        title={text.dayTitle(format.date(day))}
        lead={`${words.owner(meter)} · ${words.resource(meter.resource)}`}
        actions={corrects && <Button onClick={() => setCorrecting("")}>{text.correctOther}</Button>}
      />
      <DescriptionList
        facts={[
          [text.exact, data.use && `${format.fraction(data.use)} ${words.used(meter)}`],
          [text.marks, marksOf(data, text, format.number)],
        ]}
      />
      <Readings meter={meter} day={data} onCorrect={corrects ? setCorrecting : undefined} />
      <Dialog
        open={correcting !== undefined}
        title={correcting ? text.correctAt(format.instant(correcting)) : text.correctOther}
        onClose={close}
      >
        {correcting !== undefined && <CorrectForm meter={meter} at={correcting} day={day} onClose={close} />}
      </Dialog>
    </div>
  );
}

function marksOf(
  { missing, resets, estimated }: MeterDay,
  text: (typeof metersText)["de"],
  number: (value: number) => string,
): string {
  const marks = [
    missing > 0 && text.missing(number(missing)),
    estimated && text.estimated,
    resets > 0 && text.resets(number(resets)),
  ];
  return marks.filter(Boolean).join(" · ") || text.complete;
}

function Readings(props: { meter: Meter; day: MeterDay; onCorrect: ((at: string) => void) | undefined }) {
  const { meter, day, onCorrect } = props;
  const text = useText(metersText);
  const words = useMeterWords();
  const format = useFormat();
  const unit = words.read(meter);
  const told = (value: string | undefined) => (value ? format.quantity(value, unit) : text.nothing);
  return (
    <Table
      caption={text.read}
      captionHidden
      rows={day.readings}
      rowKey={({ at }) => at}
      empty={<p className="kern-body">{text.noReadings}</p>}
      columns={[
        { key: "at", header: text.at, rowHeader: true, cell: ({ at }) => format.instant(at) },
        {
          key: "read",
          header: text.read,
          numeric: true,
          cell: ({ read }) => read && format.quantity(read, unit),
        },
        { key: "value", header: text.counts, numeric: true, cell: ({ value }) => told(value) },
        {
          key: "corrections",
          header: text.corrections,
          cell: ({ corrections }) =>
            corrections.length > 0 && (
              <List>
                {corrections.map(({ value, reason, at, by }) => (
                  <li key={at}>{text.correctionOf(told(value), reason, format.instant(at), by)}</li>
                ))}
              </List>
            ),
        },
        ...(onCorrect
          ? [
              {
                key: "correct",
                header: text.correct,
                action: true,
                cell: ({ at }: MeterDay["readings"][number]) => (
                  <Button
                    small
                    variant="tertiary"
                    aria-label={`${text.correct}: ${format.instant(at)}`}
                    onClick={() => onCorrect(at)}
                  >
                    {text.correct}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
