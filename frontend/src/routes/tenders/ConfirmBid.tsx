import { useAct } from "../../api/act";
import { confirmBid } from "../../api/papers";
import type { Tender } from "../../api/tenders";
import { papersText } from "../../text/papers";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";

/** After an amendment a bidder lets the own bid stand, or writes another one. */
export function ConfirmBid(props: { tender: Tender; amendment: number; onWrite: () => void }) {
  const { tender, amendment, onWrite } = props;
  const text = useText(papersText);
  const format = useFormat();
  const confirm = useAct(confirmBid);
  return (
    <Card title={text.confirmTitle} surface>
      <Alert tone="warning" title={text.confirmText(amendment, format.instant(tender.deadline))} />
      <ButtonRow>
        <Button
          variant="primary"
          busy={confirm.isPending}
          onClick={async () => {
            await confirm.mutateAsync({ id: tender.id, amendment });
            notify("success", text.confirmed);
          }}
        >
          {text.confirm}
        </Button>
        <Button onClick={onWrite}>{text.anew}</Button>
      </ButtonRow>
    </Card>
  );
}
