import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type CallOff, cancelCallOff } from "../../api/call-offs";
import { dispatchQuery } from "../../api/dispatch";
import { useSession } from "../../api/session";
import { callOffsText } from "../../text/call-offs";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { ReasonDialog } from "../ReasonDialog";
import { mayCancel } from "./decision";

/** Cancels a call-off before its supplier has confirmed it, with a reason; there for the people of its member. */
export function CancelButton(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(callOffsText);
  const session = useSession();
  const cancel = useAct(cancelCallOff);
  const [asking, setAsking] = useState(false);
  const { data: dispatch, isPending } = useQuery({ ...dispatchQuery(callOff.id), retry: false });
  if (isPending || !mayCancel(session, callOff, dispatch?.answer)) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.cancel}</Button>
      <ReasonDialog
        open={asking}
        title={text.cancelTitle}
        hint={text.cancelHint}
        act={text.cancel}
        onClose={() => setAsking(false)}
        onAct={async (reason) => {
          await cancel.mutateAsync({ id: callOff.id, version: callOff.version, reason });
          notify("success", text.cancelled(callOff.number));
        }}
      />
    </>
  );
}
