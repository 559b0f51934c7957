import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../../api/act";
import { type Closing, closeThrough, closingPreviewQuery, closingsQuery } from "../../../api/closings";
import { Problem } from "../../../api/problem";
import { useMay } from "../../../api/session";
import { monthEnds, monthOf, today } from "../../../lib/date";
import { closingsText } from "../../../text/closings";
import { sentenceOf } from "../../../text/problems";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button, ButtonRow } from "../../../ui/Button";
import { DateField } from "../../../ui/DateField";
import { EmptyState } from "../../../ui/EmptyState";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { Loader } from "../../../ui/Loader";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ConfirmDialog } from "../../ConfirmDialog";
import { closingsRoute } from "../routes";
import { StatementSections } from "../StatementSections";
import { ClosingFacts } from "./ClosingFacts";
import { ClosingProgress } from "./ClosingProgress";
import { closeAll, forgetClosings, useClosingRun } from "./closingRun";
import "../../PeriodForm.css";

/** Closes periods month by month, and lists those that are closed. */
export function ClosingsPage() {
  const text = useText(closingsText);
  const may = useMay();
  const { data: closings } = useSuspenseQuery(closingsQuery);
  const run = useClosingRun();
  const under = run !== undefined && !run.finished;
  return (
    <div className="ui-page">
      <StatementSections />
      <PageHeader title={text.title} lead={text.lead} />
      {run && <ClosingProgress run={run} />}
      {may("period.close") && !under && <NewClosing closings={closings} />}
      <Closings closings={closings} />
    </div>
  );
}

/** Through which day is closed next: the end of the last month that is over. */
function nextThrough(): string {
  return monthOf(today(), -1).to;
}

function NewClosing(props: { closings: readonly Closing[] }) {
  const { closings } = props;
  const text = useText(closingsText);
  const navigate = useNavigate();
  const { through = nextThrough() } = closingsRoute.useSearch();
  return (
    <section className="ui-section" aria-labelledby="close">
      <h2 id="close" className="kern-heading-medium">
        {text.new}
      </h2>
      <ThroughForm
        key={through}
        through={through}
        onShow={(day) =>
          navigate({ to: "/statements/closings", search: { through: day }, resetScroll: false })
        }
      />
      <PreviewAndClose closings={closings} through={through} />
    </section>
  );
}

function ThroughForm(props: { through: string; onShow: (through: string) => void }) {
  const { through, onShow } = props;
  const text = useText(closingsText);
  const form = useFields({ through });
  const format = useFormat();
  const months = [-3, -2, -1].map((offset) => monthOf(today(), offset).to);
  return (
    <div className="period-form">
      <Form
        form={form}
        onSubmit={async (values) => {
          onShow(values.through);
          return undefined;
        }}
      >
        <div className="period-form__fields">
          <DateField {...form.date("through", text.through)} hint="" />
          <Button type="submit">{text.show}</Button>
          <ButtonRow>
            {months.map((month) => (
              <Button key={month} variant="tertiary" small onClick={() => onShow(month)}>
                {format.month(month)}
              </Button>
            ))}
          </ButtonRow>
        </div>
      </Form>
    </div>
  );
}

function PreviewAndClose(props: { closings: readonly Closing[]; through: string }) {
  const { closings, through } = props;
  const text = useText(closingsText);
  const format = useFormat();
  const preview = useQuery({ ...closingPreviewQuery(through), enabled: !closedThrough(closings, through) });
  const close = useAct(closeThrough);
  const [asking, setAsking] = useState(false);
  const closed = closedThrough(closings, through);
  if (closed) return <p className="kern-body">{text.nothing(format.date(closed))}</p>;
  if (preview.isPending) return <Loader />;
  if (preview.error) {
    const { error } = preview;
    return <Alert tone="danger" live title={error instanceof Problem ? sentenceOf(error) : error.message} />;
  }
  const { from } = preview.data;
  const ends = from ? monthEnds(from, through) : [through];
  const start = async () => {
    forgetClosings();
    const run = await closeAll(ends, (day) => close.mutateAsync({ through: day }));
    if (run.error === undefined) notify("success", text.done(run.done, run.statements));
  };
  return (
    <>
      <ClosingFacts preview={preview.data} />
      <p className="kern-body">{text.months(ends.length)}</p>
      <div>
        <Button variant="primary" onClick={() => setAsking(true)}>
          {text.closeMonths(ends.length)}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={text.confirmTitle}
        act={text.closeMonths(ends.length)}
        onClose={() => setAsking(false)}
        onAct={async () => {
          void start(); // goes on while the page shows how far it is, or another page is looked at
        }}
      >
        <p className="kern-body">{text.confirm(ends.length, format.date(through))}</p>
      </ConfirmDialog>
    </>
  );
}

/** The last closed day, if it is not before the given one. */
function closedThrough(closings: readonly Closing[], through: string): string | undefined {
  const closed = closings[0]?.through;
  return closed && closed >= through ? closed : undefined;
}

function Closings(props: { closings: readonly Closing[] }) {
  const text = useText(closingsText);
  const format = useFormat();
  return (
    <Table
      caption={text.list}
      rows={props.closings}
      rowKey={({ id }) => id}
      empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      columns={[
        { key: "days", header: text.days, cell: ({ from, through }) => format.span(from, through) },
        {
          key: "by",
          header: text.by,
          cell: ({ createdAt, createdBy }) => text.byWhom(format.instant(createdAt), createdBy),
        },
        {
          key: "issued",
          header: text.issued,
          numeric: true,
          cell: ({ statements }) => format.number(statements),
        },
        { key: "sum", header: text.sum, numeric: true, cell: ({ total }) => format.money(total) },
      ]}
    />
  );
}
