import { useState } from "react";
import { useAct } from "../../api/act";
import { admitLateBid, type Bid } from "../../api/bids";
import { useMay, useSession } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { bidsText } from "../../text/bids";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { ReasonDialog } from "../ReasonDialog";

interface LateProps {
  bid: Bid;
  tender: Tender;
}

/** Whether a late bid takes part nevertheless: one officer says why, a second one agrees. */
export function LateAdmission(props: LateProps) {
  const { bid, tender } = props;
  const text = useText(bidsText).late;
  const admits = useMay()("bid.admit-late") && bid.status === "late" && isUndecided(tender);
  const { lateAdmission: admission } = bid;
  if (admission?.confirmedBy) {
    return (
      <span className="tender-aside">
        {text.stands(admission.requestedBy.name, admission.confirmedBy.name)}
      </span>
    );
  }
  if (admission) return <Requested {...props} admission={admission} admits={admits} />;
  return admits && <Ask {...props} />;
}

/** Bids join until scores are locked or an award is proposed; after the opening they have one of their own. */
function isUndecided({ status, scoresLockedAt }: Tender): boolean {
  const open = ["published", "deadline-passed", "opened", "evaluating"].includes(status);
  return open && scoresLockedAt === undefined;
}

function Ask(props: LateProps) {
  const { bid, tender } = props;
  const text = useText(bidsText).late;
  const { name } = bid.bidder;
  const admit = useAct(admitLateBid);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button small aria-label={text.of(name)} onClick={() => setAsking(true)}>
        {text.act}
      </Button>
      <ReasonDialog
        open={asking}
        title={text.title(name)}
        hint={text.hint}
        act={text.act}
        onClose={() => setAsking(false)}
        onAct={async (reason) => {
          await admit.mutateAsync({ tenderId: tender.id, bidId: bid.id, reason });
          notify("success", text.asked);
        }}
      />
    </>
  );
}

function Requested(props: LateProps & { admission: NonNullable<Bid["lateAdmission"]>; admits: boolean }) {
  const { bid, tender, admission, admits } = props;
  const { reason, requestedBy, requestedAt } = admission;
  const text = useText(bidsText).late;
  const format = useFormat();
  const me = useSession().person.id;
  const { name } = bid.bidder;
  const admit = useAct(admitLateBid);
  const [asking, setAsking] = useState(false);
  return (
    <span className="tender-stack">
      <span className="tender-aside">{text.requested(requestedBy.name, format.instant(requestedAt))}</span>
      <span className="tender-aside">{text.quoted(reason)}</span>
      {admits && requestedBy.id === me && <span className="tender-aside">{text.own}</span>}
      {admits && requestedBy.id !== me && (
        <Button small aria-label={text.confirmOf(name)} onClick={() => setAsking(true)}>
          {text.confirm}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        title={text.confirmTitle(name)}
        act={text.confirm}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await admit.mutateAsync({ tenderId: tender.id, bidId: bid.id, reason });
          notify("success", text.admitted(name));
        }}
      >
        <blockquote className="tender-quote">{text.quoted(reason)}</blockquote>
        <p className="kern-body">{text.confirmText}</p>
      </ConfirmDialog>
    </span>
  );
}
