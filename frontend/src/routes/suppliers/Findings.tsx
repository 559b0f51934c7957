import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import {
  type AssessFinding,
  assessFinding,
  type FindGround,
  findGround,
  type SupplierFile,
} from "../../api/suppliers";
import { findingsText } from "../../text/findings";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { type Column, Table } from "../../ui/Table";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { useGrounds } from "./grounds";

type Finding = SupplierFile["findings"][number];

type Verdict = Finding["assessments"][number]["verdict"];

const tones = { counts: "danger", past: "neutral", cleaned: "success", unfounded: "neutral" } as const;

/** The grounds for exclusion found of a supplier, and where an officer adds and judges them. */
export function Findings(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(findingsText);
  const may = useMay()("supplier.judge");
  const [open, setOpen] = useState(false);
  const [judged, setJudged] = useState<Finding>();
  const columns = useColumns(may ? setJudged : undefined);
  return (
    <section className="ui-section" aria-labelledby="findings">
      <h2 id="findings" className="kern-heading-medium">
        {text.title}
      </h2>
      <p className="kern-body">{text.lead}</p>
      <Table
        caption={text.list}
        captionHidden
        rows={file.findings}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<p className="kern-body">{text.none}</p>}
      />
      {may && (
        <div>
          <Button small onClick={() => setOpen(true)}>
            {text.open}
          </Button>
        </div>
      )}
      <Dialog open={open} title={text.open} onClose={() => setOpen(false)}>
        <FindingForm file={file} onClose={() => setOpen(false)} />
      </Dialog>
      <Dialog open={judged !== undefined} title={text.assessTitle} onClose={() => setJudged(undefined)}>
        {judged && <AssessmentForm file={file} finding={judged} onClose={() => setJudged(undefined)} />}
      </Dialog>
    </section>
  );
}

function useColumns(onJudge: ((finding: Finding) => void) | undefined): Column<Finding>[] {
  const text = useText(findingsText);
  const { source } = useText(suppliersText).bans;
  const grounds = useGrounds();
  const format = useFormat();
  const columns: Column<Finding>[] = [
    {
      key: "ground",
      header: text.facts,
      cell: ({ ground, facts, assessments }) => (
        <>
          {grounds.name(ground)}
          <br />
          {facts}
          {assessments.map(({ verdict, reason, at, by }) => (
            <p key={at} className="kern-body kern-body--small">
              {text.verdicts[verdict]}: {reason} ({text.at(format.instant(at), by?.name)})
            </p>
          ))}
        </>
      ),
    },
    { key: "source", header: source, cell: (finding) => finding.source },
    { key: "last", header: text.last, cell: ({ last }) => format.date(last) },
    {
      key: "state",
      header: text.state,
      cell: ({ state }) => <Badge tone={tones[state]}>{text.states[state]}</Badge>,
    },
  ];
  if (!onJudge) return columns;
  return [
    ...columns,
    {
      key: "judge",
      header: text.assess,
      action: true,
      cell: (finding) =>
        (finding.state === "counts" || finding.state === "past") && (
          <Button
            small
            aria-label={text.assessOne(grounds.name(finding.ground))}
            onClick={() => onJudge(finding)}
          >
            {text.assess}
          </Button>
        ),
    },
  ];
}

function FindingForm(props: { file: SupplierFile; onClose: () => void }) {
  const { file, onClose } = props;
  const text = useText(findingsText);
  const bans = useText(suppliersText).bans;
  const { common } = useText(shared);
  const grounds = useGrounds();
  const act = useAct(findGround);
  const form = useFields<FindGround>({ ground: "", source: "", facts: "", happenedOn: "" });
  return (
    <Form
      form={form}
      onSubmit={async (finding) => {
        const refusal = await refusalOf(act.mutateAsync({ id: file.id, version: file.version, finding }));
        if (refusal) return refusal;
        notify("success", text.done);
        onClose();
      }}
    >
      <Select {...form.choice("ground", bans.ground)} choices={grounds.choices} />
      <TextField {...form.text("source", bans.source, { least: 3 })} hint={bans.sourceHint} maxLength={500} />
      <TextArea {...form.text("facts", text.facts, { least: 3 })} hint={text.factsHint} maxLength={4000} />
      <DateField {...form.date("happenedOn", bans.happenedOn)} hint={text.lastHint} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.submit}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}

function AssessmentForm(props: { file: SupplierFile; finding: Finding; onClose: () => void }) {
  const { file, finding, onClose } = props;
  const text = useText(findingsText);
  const { common } = useText(shared);
  const grounds = useGrounds();
  const act = useAct(assessFinding);
  const form = useFields<AssessFinding>({ verdict: "", reason: "" });
  return (
    <Form
      form={form}
      onSubmit={async (assessment) => {
        const refusal = await refusalOf(
          act.mutateAsync({ id: file.id, version: file.version, findingId: finding.id, assessment }),
        );
        if (refusal) return refusal;
        notify("success", text.assessed);
        onClose();
      }}
    >
      <p className="kern-body">{grounds.name(finding.ground)}</p>
      <Select
        {...form.choice("verdict", text.verdict)}
        choices={(Object.keys(text.verdicts) as Verdict[]).map((value) => ({
          value,
          label: text.verdicts[value],
        }))}
      />
      <TextArea {...form.text("reason", text.reason, { least: 3 })} hint={text.reasonHint} maxLength={4000} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.assess}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
