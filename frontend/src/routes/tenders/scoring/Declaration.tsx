import { useState } from "react";
import { useAct } from "../../../api/act";
import { declareInterest } from "../../../api/scoring";
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

function NoConflict(props: ScoringProps) {
  const text = useText(scoringText).declare;
  const declare = useAct(declareInterest);
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

function Conflict(props: ScoringProps & { late?: boolean }) {
  const text = useText(scoringText).declare;
  const declare = useAct(declareInterest);
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
        hint={text.conflictHint}
        act={text.conflict}
        onAct={(reason) => declare.mutateAsync({ id: props.scoring.tenderId, conflict: true, text: reason })}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
