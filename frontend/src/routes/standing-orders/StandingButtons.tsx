import { useState } from "react";
import { useAct } from "../../api/act";
import { useSession } from "../../api/session";
import {
  approveStanding,
  endStanding,
  pauseStanding,
  rejectStanding,
  resumeStanding,
  type StandingOrder,
} from "../../api/standing-orders";
import { standingText } from "../../text/standing-orders";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { ReasonDialog } from "../ReasonDialog";
import { tell } from "../tell";

/** What the people of its member can do about a standing order as it stands. */
export function StandingButtons(props: { order: StandingOrder }) {
  const { order } = props;
  const text = useText(standingText);
  const session = useSession();
  const approve = useAct(approveStanding);
  const pause = useAct(pauseStanding);
  const resume = useAct(resumeStanding);
  const holds = (role: "buyer" | "approver") =>
    session.roles.some((held) => held.role === role && held.organisation.id === order.member.id);
  const which = { id: order.id, version: order.version };
  const { status } = order;
  return (
    <>
      {status === "submitted" && holds("approver") && (
        <>
          <Button
            variant="primary"
            busy={approve.isPending}
            onClick={() => tell(approve.mutateAsync(which), text.approved)}
          >
            {text.approve}
          </Button>
          <Ending order={order} act="reject" />
        </>
      )}
      {status === "active" && holds("buyer") && (
        <Button busy={pause.isPending} onClick={() => tell(pause.mutateAsync(which), text.paused)}>
          {text.pause}
        </Button>
      )}
      {(status === "paused" || status === "failed") && holds("buyer") && (
        <Button
          variant="primary"
          busy={resume.isPending}
          onClick={() => tell(resume.mutateAsync(which), text.resumed)}
        >
          {text.resume}
        </Button>
      )}
      {status !== "ended" && status !== "rejected" && (holds("buyer") || holds("approver")) && (
        <Ending order={order} act="end" />
      )}
    </>
  );
}

function Ending(props: { order: StandingOrder; act: "reject" | "end" }) {
  const { order, act } = props;
  const text = useText(standingText);
  const [asking, setAsking] = useState(false);
  const reject = useAct(rejectStanding);
  const end = useAct(endStanding);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text[act]}</Button>
      <ReasonDialog
        open={asking}
        title={text[act]}
        hint={act === "end" ? text.endHint : text.rejectHint}
        act={text[act]}
        onClose={() => setAsking(false)}
        onAct={async (reason) => {
          const which = { id: order.id, version: order.version, reason };
          await (act === "end" ? end.mutateAsync(which) : reject.mutateAsync(which));
          notify("success", act === "end" ? text.ended : text.rejected);
        }}
      />
    </>
  );
}
