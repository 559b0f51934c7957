import { useSuspenseQuery } from "@tanstack/react-query";
import { useAct } from "../../../api/act";
import { closeMeteringMonth, meteringClosingsQuery } from "../../../api/meters";
import { useMay } from "../../../api/session";
import { monthOf, today } from "../../../lib/date";
import { capacityText } from "../../../text/capacity";
import { metersText } from "../../../text/meters";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { TextArea, TextField } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { AmendForm } from "./AmendForm";

/** The months of readings that are closed; the finance office closes the next one. */
export function ClosingsPage() {
  const text = useText(metersText);
  const { title } = useText(capacityText);
  const { common } = useText(shared);
  const format = useFormat();
  const may = useMay();
  const { data: closings } = useSuspenseQuery(meteringClosingsQuery);
  const latest = closings[0]?.month;
  // After the last one comes the next; before there is one, the month that has ended.
  const next = (latest ? monthOf(`${latest}-01`, 1) : monthOf(today(), -1)).from.slice(0, 7);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/meters">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={text.closings}
        lead={text.closingsLead}
      />
      {may("reading.close") && <CloseForm key={next} month={next} />}
      <Table
        caption={text.closings}
        captionHidden
        rows={closings}
        rowKey={({ month }) => month}
        empty={<p className="kern-body">{text.noClosings}</p>}
        columns={[
          {
            key: "month",
            header: text.month,
            rowHeader: true,
            cell: ({ month }) => format.month(`${month}-01`),
          },
          {
            key: "missing",
            header: text.missingReadings,
            numeric: true,
            cell: ({ missing }) => format.number(missing),
          },
          { key: "reason", header: common.reason, cell: ({ reason }) => reason },
          {
            key: "closed",
            header: text.closedBy,
            cell: ({ closedAt, closedBy }) => text.by(format.instant(closedAt), closedBy),
          },
        ]}
      />
      {may("reading.correct") && <AmendForm />}
    </div>
  );
}

function CloseForm(props: { month: string }) {
  const text = useText(metersText);
  const format = useFormat();
  const close = useAct(closeMeteringMonth);
  const form = useFields({ month: props.month, reason: "" });
  return (
    <Card title={text.close} surface>
      <Form
        form={form}
        onSubmit={async ({ month, reason }) => {
          const refusal = await refusalOf(
            close.mutateAsync({ month, ...(reason.trim() && { reason: reason.trim() }) }),
          );
          if (!refusal) notify("success", text.closed(format.month(`${month}-01`)));
          return refusal;
        }}
      >
        <TextField
          {...form.text("month", text.month, {
            check: (value) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? undefined : text.monthInvalid),
          })}
          hint={text.monthHint}
          maxLength={7}
          narrow
        />
        <TextArea {...form.text("reason", text.closeReason, { optional: true })} maxLength={500} />
        <ButtonRow>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.close}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
