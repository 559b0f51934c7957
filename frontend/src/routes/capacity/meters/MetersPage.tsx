import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Meter, metersQuery } from "../../../api/meters";
import { useMay } from "../../../api/session";
import { capacityText } from "../../../text/capacity";
import { metersText } from "../../../text/meters";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { EmptyState } from "../../../ui/EmptyState";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";
import { useMeterWords } from "../meterWords";
import { FitMeterForm } from "./FitMeterForm";

/** The meters one sees; their keeper builds them in here. */
export function MetersPage() {
  const text = useText(metersText);
  const { title } = useText(capacityText);
  const may = useMay();
  const { data: meters } = useSuspenseQuery(metersQuery);
  const [fitting, setFitting] = useState(false);
  const oversees = may("reading.close") || may("reading.import");
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead}
        actions={
          <>
            {may("meter.keep") && (
              <Button variant="primary" onClick={() => setFitting(true)}>
                {text.fit}
              </Button>
            )}
            {may("reading.import") && <ButtonLink to="/capacity/meters/imports">{text.imports}</ButtonLink>}
            {oversees && <ButtonLink to="/capacity/meters/closings">{text.closings}</ButtonLink>}
          </>
        }
      />
      <Meters meters={meters} />
      <Dialog open={fitting} title={text.fit} onClose={() => setFitting(false)}>
        <FitMeterForm onClose={() => setFitting(false)} />
      </Dialog>
    </div>
  );
}

function Meters(props: { meters: readonly Meter[] }) {
  const text = useText(metersText);
  const words = useMeterWords();
  const format = useFormat();
  return (
    <Table
      caption={text.title}
      captionHidden
      rows={props.meters}
      rowKey={({ id }) => id}
      empty={<EmptyState title={text.none}>{text.noneText}</EmptyState>}
      columns={[
        {
          key: "name",
          header: text.name,
          rowHeader: true,
          cell: ({ id, name }) => (
            <TextLink to="/capacity/meters/$id" params={{ id }}>
              {name}
            </TextLink>
          ),
        },
        { key: "owner", header: text.owner, cell: (meter) => words.owner(meter) },
        { key: "resource", header: text.resource, cell: ({ resource }) => words.resource(resource) },
        { key: "unit", header: text.unit, cell: (meter) => words.read(meter) },
        { key: "every", header: text.every, cell: ({ every }) => text.everies[every] },
        { key: "from", header: text.from, cell: ({ from }) => format.date(from) },
        { key: "to", header: text.to, cell: ({ to }) => to && format.date(to) },
        {
          key: "lastAt",
          header: text.lastAt,
          cell: ({ lastAt }) => (lastAt ? format.instant(lastAt) : text.never),
        },
      ]}
    />
  );
}
