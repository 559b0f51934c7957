import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../../api/act";
import { deliverReadings, importsQuery, type ReadingFormat } from "../../../api/meters";
import { comesInParts, type Sending } from "../../../api/uploads";
import { capacityText } from "../../../text/capacity";
import { metersText } from "../../../text/meters";
import { refusalOf } from "../../../text/problems";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { EmptyState } from "../../../ui/EmptyState";
import { FileField } from "../../../ui/FileField";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import { Table } from "../../../ui/Table";
import { TextField } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { SendingBar } from "../../SendingBar";
import { ImportBadge } from "./ImportBadge";

/** Deliveries of readings, the latest first; a new one is sent here. */
export function ImportsPage() {
  const text = useText(metersText);
  const { title } = useText(capacityText);
  const format = useFormat();
  const { data: imports } = useSuspenseQuery(importsQuery);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/meters">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={text.imports}
        lead={text.importsLead}
      />
      <DeliverForm />
      <Table
        caption={text.imports}
        rows={imports}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.noImports}>{text.noImportsText}</EmptyState>}
        columns={[
          {
            key: "name",
            header: text.name,
            rowHeader: true,
            cell: ({ id, name }) => (
              <TextLink to="/capacity/meters/imports/$id" params={{ id }}>
                {name}
              </TextLink>
            ),
          },
          {
            key: "begun",
            header: text.begun,
            cell: ({ begunAt, begunBy }) => text.by(format.instant(begunAt), begunBy),
          },
          {
            key: "state",
            header: text.state,
            cell: ({ state }) => <ImportBadge state={state} />,
          },
          { key: "taken", header: text.taken, numeric: true, cell: ({ taken }) => format.number(taken) },
          {
            key: "refused",
            header: text.refused,
            numeric: true,
            cell: ({ refused }) => format.number(refused),
          },
        ]}
      />
    </div>
  );
}

function DeliverForm() {
  const text = useText(metersText);
  const navigate = useNavigate();
  const deliver = useAct(deliverReadings);
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const [sending, setSending] = useState<Sending>();
  const form = useFields<{ name: string; format: ReadingFormat | "" }>({ name: "", format: "csv" });
  return (
    <Card title={text.deliver} surface>
      <Form
        form={form}
        onSubmit={async ({ name, format }) => {
          setMissing(!file);
          if (!file || format === "") return undefined;
          return refusalOf(
            deliver
              .mutateAsync({ name: name.trim(), format, file, onStep: setSending })
              .then(({ id }) => navigate({ to: "/capacity/meters/imports/$id", params: { id } })),
          );
        }}
      >
        <TextField {...form.text("name", text.deliveryName)} hint={text.deliveryHint} maxLength={200} />
        <Select
          {...form.choice("format", text.format)}
          choices={(["csv", "json", "openmetrics", "prometheus"] as const).map((value) => ({
            value,
            label: text.formats[value],
          }))}
        />
        <FileField
          label={text.file}
          error={missing ? text.fileMissing : undefined}
          onChange={(chosen) => {
            setFile(chosen);
            setMissing(false);
            setSending(undefined);
          }}
        />
        {file && comesInParts(file) && <p className="kern-body ui-text">{text.large}</p>}
        {file && sending && deliver.isPending && <SendingBar size={file.size} sending={sending} />}
        <ButtonRow>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.deliver}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
