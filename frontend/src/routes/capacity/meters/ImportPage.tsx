import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../../api/act";
import { cancelImport, importQuery, type ReadingImport, takenByItself } from "../../../api/meters";
import { capacityText } from "../../../text/capacity";
import { sentenceOfCode } from "../../../text/faults";
import { metersText } from "../../../text/meters";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { DescriptionList } from "../../../ui/DescriptionList";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ConfirmDialog } from "../../ConfirmDialog";
import { TextLink } from "../../links";
import { BytesBar } from "../../SendingBar";
import { importRoute } from "../routes";
import { ImportBadge } from "./ImportBadge";

/** What became of a delivery of readings, and what is wrong with which line. */
export function ImportPage() {
  const text = useText(metersText);
  const { title } = useText(capacityText);
  const format = useFormat();
  const { id } = importRoute.useParams();
  const { data } = useSuspenseQuery(importQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/meters">{text.title}</TextLink>
            <TextLink to="/capacity/meters/imports">{text.imports}</TextLink>
          </Breadcrumb>
        }
        title={text.report(data.name)}
        actions={takenByItself(data) && <Cancelling id={data.id} />}
      />
      <Course delivery={data} />
      <DescriptionList
        columns
        facts={[
          [text.begun, text.by(format.instant(data.begunAt), data.begunBy)],
          [text.state, <ImportBadge key="state" state={data.state} />],
          [text.ended, data.endedAt && format.instant(data.endedAt)],
          [text.lines, format.number(data.lines)],
          [text.taken, format.number(data.taken)],
          [text.unchanged, format.number(data.unchanged)],
          [text.refused, format.number(data.refused)],
        ]}
      />
      {data.refused > data.faults.length && <p className="kern-body ui-text">{text.faultsMost}</p>}
      <Table
        caption={text.faults}
        rows={data.faults}
        rowKey={({ line }) => String(line)}
        empty={<p className="kern-body">{text.noFaults}</p>}
        columns={[
          { key: "line", header: text.line, rowHeader: true, cell: ({ line }) => format.number(line) },
          { key: "fault", header: text.fault, cell: ({ code, params }) => sentenceOfCode(code, params) },
        ]}
      />
    </div>
  );
}

/** How far a delivery is, or why it is not complete. */
function Course(props: { delivery: ReadingImport }) {
  const { delivery } = props;
  const text = useText(metersText);
  const format = useFormat();
  const { state, stop, size = 0, read = 0 } = delivery;
  if (takenByItself(delivery))
    return (
      <Card title={text.taking}>
        <BytesBar
          label={text.states[state]}
          done={read}
          all={size}
          instead={state === "waiting" ? text.waitsItsTurn : undefined}
        />
        <p className="kern-body ui-text">{text.takingText}</p>
      </Card>
    );
  if (state === "cancelled" && stop)
    return (
      <Alert tone="warning" title={text.stopped(format.instant(stop.at), stop.by)}>
        {text.cancelText}
      </Alert>
    );
  if (state === "unreadable" && stop)
    return (
      <Alert tone="danger" title={text.unreadable}>
        {sentenceOfCode(stop.code, stop.params)}
      </Alert>
    );
  if (state === "open")
    return (
      <Alert tone="warning" title={text.openImport}>
        {text.openText}
      </Alert>
    );
  return undefined;
}

function Cancelling(props: { id: string }) {
  const text = useText(metersText);
  const cancel = useAct(cancelImport);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.cancelImport}</Button>
      <ConfirmDialog
        open={open}
        title={text.cancelImport}
        act={text.cancelImport}
        onAct={() => cancel.mutateAsync(props.id)}
        onClose={() => setOpen(false)}
      >
        <p className="kern-body">{text.cancelText}</p>
      </ConfirmDialog>
    </>
  );
}
