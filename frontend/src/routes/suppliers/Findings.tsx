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
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import type { Column } from "../../ui/Table";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { useGrounds } from "./grounds";
import { Records } from "./Records";

type Finding = SupplierFile["findings"][number];

type Verdict = Finding["assessments"][number]["verdict"];

const tones = { counts: "danger", past: "neutral", cleaned: "success", unfounded: "neutral" } as const;

/** The grounds for exclusion found of a supplier, and where an officer adds and judges them. */
export function Findings(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(findingsText);
  const may = useMay()("supplier.judge");
  const [judged, setJudged] = useState<Finding>();
  const columns = useColumns(may ? setJudged : undefined);
  return (
    <Records
      id="findings"
      text={text}
      rows={file.findings}
      columns={columns}
      mayAdd={may}
      addForm={(close) => <FindingForm file={file} onClose={close} />}
    >
      <Dialog open={judged !== undefined} title={text.assessTitle} onClose={() => setJudged(undefined)}>
        {judged && <AssessmentForm file={file} finding={judged} onClose={() => setJudged(undefined)} />}
      </Dialog>
    </Records>
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
  const grounds = useGrounds();
  const act = useAct(findGround);
  const form = useFields<FindGround>({ ground: "", source: "", facts: "", happenedOn: "" });
  return (
    <ActForm
      form={form}
      act={text.submit}
      onAct={(finding) => act.mutateAsync({ id: file.id, version: file.version, finding })}
      done={text.done}
      onClose={onClose}
    >
      <Select {...form.choice("ground", bans.ground)} choices={grounds.choices} />
      <TextField {...form.text("source", bans.source, { least: 3 })} hint={bans.sourceHint} maxLength={500} />
      <TextArea {...form.text("facts", text.facts, { least: 3 })} hint={text.factsHint} maxLength={4000} />
      <DateField {...form.date("happenedOn", bans.happenedOn)} hint={text.lastHint} />
    </ActForm>
  );
}

function AssessmentForm(props: { file: SupplierFile; finding: Finding; onClose: () => void }) {
  const { file, finding, onClose } = props;
  const text = useText(findingsText);
  const grounds = useGrounds();
  const act = useAct(assessFinding);
  const form = useFields<AssessFinding>({ verdict: "", reason: "" });
  return (
    <ActForm
      form={form}
      act={text.assess}
      onAct={(assessment) =>
        act.mutateAsync({ id: file.id, version: file.version, findingId: finding.id, assessment })
      }
      done={text.assessed}
      onClose={onClose}
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
    </ActForm>
  );
}
