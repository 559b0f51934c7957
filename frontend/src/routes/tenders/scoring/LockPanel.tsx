import { useState } from "react";
import { useAct } from "../../../api/act";
import { lockScores } from "../../../api/scoring";
import { scoringText } from "../../../text/scoring";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { List } from "../../../ui/List";
import { notify } from "../../../ui/notify";
import { useFormat } from "../../../ui/words";
import { ConfirmDialog } from "../../ConfirmDialog";
import type { ScoringProps } from "./ScoringPage";

/** What is still missing, and the lock itself. */
export function LockPanel(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).lock;
  const format = useFormat();
  const lock = useAct(lockScores);
  const [open, setOpen] = useState(false);
  if (scoring.lockedAt)
    return (
      <Alert tone="success" title={text.locked(scoring.lockedBy ?? "", format.instant(scoring.lockedAt))}>
        {text.text}
      </Alert>
    );
  const ready = scoring.missing.length === 0;
  return (
    <Card title={text.title} surface={ready}>
      <p className="tender-note">{text.text}</p>
      {!ready && (
        <div>
          <p className="kern-label">{text.missing}</p>
          <List>
            {scoring.missing.map(({ kind, count }) => (
              <li key={kind}>{text.gap[kind](count)}</li>
            ))}
          </List>
        </div>
      )}
      {ready && (
        <div>
          <Button variant="primary" onClick={() => setOpen(true)}>
            {text.act}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={open}
        title={text.confirm}
        act={text.act}
        onAct={async () => {
          await lock.mutateAsync({ id: scoring.tenderId, version: scoring.version });
          notify("success", text.done);
        }}
        onClose={() => setOpen(false)}
      >
        <p className="kern-body">{text.text}</p>
      </ConfirmDialog>
    </Card>
  );
}
