import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { reportStatistics, statisticsQuery, type TenderStatistics } from "../../api/statistics";
import type { Tender } from "../../api/tenders";
import { today } from "../../lib/date";
import { statisticsText } from "../../text/statistics";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";

/** Whether the award is reported to the procurement statistics, or until when it has to be (VergStatVO). */
export function StatisticsCard(props: { tender: Tender }) {
  const { id } = props.tender;
  const text = useText(statisticsText);
  const { data } = useQuery(statisticsQuery(id));
  if (!data?.counted) return null;
  return (
    <Card title={text.title}>
      {data.report ? <Reported statistics={data} /> : <Owed id={id} statistics={data} />}
    </Card>
  );
}

function Reported(props: { statistics: TenderStatistics }) {
  const { due, report } = props.statistics;
  const text = useText(statisticsText);
  const format = useFormat();
  if (!report) return null;
  return (
    <DescriptionList
      facts={[
        [text.reportedOn, format.date(report.reportedOn)],
        [text.number, report.number],
        [text.deadline, due && format.date(due)],
        [text.recorded, text.by(format.instant(report.recordedAt), report.recordedBy)],
      ]}
    />
  );
}

function Owed(props: { id: string; statistics: TenderStatistics }) {
  const { id, statistics } = props;
  const { due = "", awardedOn = "", source = "" } = statistics;
  const text = useText(statisticsText);
  const format = useFormat();
  const may = useMay();
  const [day] = useState(today);
  const [entering, setEntering] = useState(false);
  const late = day > due;
  return (
    <>
      <Alert
        tone={late ? "danger" : "info"}
        title={late ? text.late(format.date(due)) : text.due(format.date(due))}
      >
        {text.how(format.date(awardedOn), source)}
      </Alert>
      {may("tender.report-statistics") && (
        <div>
          <Button onClick={() => setEntering(true)}>{text.record}</Button>
        </div>
      )}
      <Dialog open={entering} title={text.record} onClose={() => setEntering(false)}>
        <ReportForm id={id} onClose={() => setEntering(false)} />
      </Dialog>
    </>
  );
}

function ReportForm(props: { id: string; onClose: () => void }) {
  const { id, onClose } = props;
  const text = useText(statisticsText);
  const report = useAct(reportStatistics);
  const form = useFields({ reportedOn: today(), number: "" });
  return (
    <ActForm
      form={form}
      act={text.save}
      onAct={({ reportedOn, number }) => report.mutateAsync({ id, reportedOn, number: number.trim() })}
      done={text.saved}
      onClose={onClose}
    >
      <DateField {...form.date("reportedOn", text.reportedOn)} />
      <TextField {...form.text("number", text.number, { least: 1 })} hint={text.numberHint} maxLength={100} />
    </ActForm>
  );
}
