import { useState } from "react";
import { useAct } from "../../../api/act";
import { declareExaminer, declareInterest, type Scoring } from "../../../api/scoring";
import { refusalOf } from "../../../text/problems";
import { scoringText } from "../../../text/scoring";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { notify } from "../../../ui/notify";
import { ReasonDialog } from "../../ReasonDialog";
import type { ScoringProps } from "./ScoringPage";

/** Asks an evaluator for the declaration of interest, which comes before everything else. */
export function Declaration(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).declare;
  const me = scoring.evaluators.find((each) => each.me && !each.replacedAt);
  if (!me || scoring.phase === "locked") return null;
  if (me.declaration === "conflict")
    return (
      <Alert tone="warning" title={text.hasConflict}>
        {text.hasConflictText}
      </Alert>
    );
  if (me.declaration === "none") return null;
  return (
    <Card title={text.title} surface>
      <p className="tender-note">{text.text}</p>
      <ButtonRow>
        <NoConflict scoring={scoring} />
        <Conflict scoring={scoring} />
      </ButtonRow>
    </Card>
  );
}

/** Whoever learns of a conflict only now says so too. */
export function LateConflict(props: ScoringProps) {
  const { scoring } = props;
  const me = scoring.evaluators.find((each) => each.me && !each.replacedAt);
  if (me?.declaration !== "none" || scoring.phase === "locked") return null;
  return (
    <div>
      <Conflict scoring={scoring} late />
    </div>
  );
}

/** What whoever examines bids has declared; nothing of those who have said it on the panel, or before there are bids. */
function declaredByExaminer(scoring: Scoring) {
  const onPanel = scoring.evaluators.some((each) => each.me && !each.replacedAt);
  return onPanel || scoring.bids.length === 0 ? undefined : scoring.declaration;
}

/** An examiner learns of a conflict only now. */
export function LateExaminerConflict(props: ScoringProps) {
  const { scoring } = props;
  if (declaredByExaminer(scoring) !== "none") return null;
  return (
    <div>
      <Conflict scoring={scoring} late examiner />
    </div>
  );
}

/** Asks whoever examines bids for the same, once there are any. */
export function ExaminerDeclaration(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).declare;
  const declared = declaredByExaminer(scoring);
  if (declared === "conflict")
    return (
      <Alert tone="warning" title={text.hasConflict}>
        {text.hasConflictExaminer}
      </Alert>
    );
  if (declared !== "pending") return null;
  return (
    <div className="scoring-declare">
      <p className="tender-note">{text.textExaminer}</p>
      <ButtonRow>
        <NoConflict scoring={scoring} examiner />
        <Conflict scoring={scoring} examiner />
      </ButtonRow>
    </div>
  );
}

interface DeclarationProps {
  scoring: Scoring;
  /** Said by somebody who examines, not by an evaluator. */
  examiner?: boolean;
}

function NoConflict(props: DeclarationProps) {
  const text = useText(scoringText).declare;
  const declare = useAct(props.examiner ? declareExaminer : declareInterest);
  const run = async () => {
    const refusal = await refusalOf(declare.mutateAsync({ id: props.scoring.tenderId, conflict: false }));
    if (refusal) notify("danger", refusal.message);
    else notify("success", text.done);
  };
  return (
    <Button variant="primary" busy={declare.isPending} onClick={run}>
      {text.none}
    </Button>
  );
}

function Conflict(props: DeclarationProps & { late?: boolean }) {
  const text = useText(scoringText).declare;
  const declare = useAct(props.examiner ? declareExaminer : declareInterest);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={props.late ? "tertiary" : "secondary"}
        small={Boolean(props.late)}
        onClick={() => setOpen(true)}
      >
        {props.late ? text.conflictLate : text.conflict}
      </Button>
      <ReasonDialog
        open={open}
        title={text.conflictTitle}
        hint={props.examiner ? text.conflictHintExaminer : text.conflictHint}
        act={text.conflict}
        onAct={(reason) => declare.mutateAsync({ id: props.scoring.tenderId, conflict: true, text: reason })}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
