import { type ReactNode, useState } from "react";
import { refusalOf } from "../text/problems";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Alert } from "../ui/Alert";
import { Button, ButtonRow } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { Refusal } from "../ui/Form";
import { useWords } from "../ui/words";

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What follows, and whether it can be undone. */
  children: ReactNode;
  /** The words on the button that does it. */
  act: string;
  /** Does it; a refusal is shown in the dialog, which then stays open. */
  onAct: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks once more before a step that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <Question {...props} />
    </Dialog>
  );
}

function Question(props: ConfirmDialogProps) {
  const { children, act, onAct, onClose } = props;
  const { common } = useText(shared);
  const { words } = useWords();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const confirm = async () => {
    setBusy(true);
    const refused = await refusalOf(onAct()).finally(() => setBusy(false));
    setRefusal(refused);
    if (!refused) onClose();
  };
  return (
    <>
      {refusal && (
        <Alert tone="danger" live title={refusal.message}>
          {refusal.rule && words.rule(refusal.rule)}
        </Alert>
      )}
      <div className="ui-dialog__text">{children}</div>
      <ButtonRow>
        <Button variant="primary" busy={busy} onClick={confirm}>
          {act}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </>
  );
}
