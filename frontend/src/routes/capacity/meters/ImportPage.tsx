import { useSuspenseQuery } from "@tanstack/react-query";
import { importQuery } from "../../../api/meters";
import { capacityText } from "../../../text/capacity";
import { sentenceOfCode } from "../../../text/faults";
import { metersText } from "../../../text/meters";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { DescriptionList } from "../../../ui/DescriptionList";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { importRoute } from "../routes";

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
      />
      <DescriptionList
        columns
        facts={[
          [text.begun, text.by(format.instant(data.begunAt), data.begunBy)],
          [text.ended, data.endedAt ? format.instant(data.endedAt) : text.running],
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
