import { useState } from "react";
import { useAct } from "../../api/act";
import { type Evaluation, lockScores } from "../../api/evaluation";
import type { Tender } from "../../api/tenders";
import { evaluationText } from "../../text/evaluation";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";

/** Ends the scoring, so that prices can be opened which have influenced no point. */
export function LockScores(props: { tender: Tender; evaluation: Evaluation }) {
  const { scoresLockedAt, scoresLockedBy = "" } = props.tender;
  const { tenderId, version } = props.evaluation;
  const text = useText(evaluationText).lock;
  const format = useFormat();
  const lock = useAct(lockScores);
  const [asking, setAsking] = useState(false);
  const missing = withoutPoints(props.evaluation);
  if (scoresLockedAt)
    return <p className="tender-note">{text.locked(scoresLockedBy, format.instant(scoresLockedAt))}</p>;
  return (
    <Card title={text.title} level={3}>
      <p className="tender-note ui-text">{text.text}</p>
      <div>
        <Button
          variant="primary"
          disabledReason={missing > 0 ? text.missing(missing) : undefined}
          onClick={() => setAsking(true)}
        >
          {text.act}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={text.confirm}
        act={text.act}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await lock.mutateAsync({ id: tenderId, version });
          notify("success", text.done);
        }}
      >
        <p className="kern-body">{text.confirmText}</p>
      </ConfirmDialog>
    </Card>
  );
}

/** How many admitted bids have no points yet in some lot. */
function withoutPoints({ lots }: Evaluation): number {
  const missing = lots.flatMap(({ bids }) =>
    bids.filter(({ excluded, points }) => !excluded && points === undefined).map(({ bidId }) => bidId),
  );
  return new Set(missing).size;
}
