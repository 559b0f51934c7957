import { useState } from "react";
import { useAct } from "../../../api/act";
import { type Allocation, reverseAllocation } from "../../../api/allocations";
import { useMay } from "../../../api/session";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { notify } from "../../../ui/notify";
import { ReasonDialog } from "../../ReasonDialog";

/** Books a posted run with the opposite sign, with a reason, by another person than the one who posted it. */
export function ReverseButton(props: { allocation: Allocation }) {
  const { id, version, status, postedByMe } = props.allocation;
  const text = useText(runsText).allocation;
  const may = useMay();
  const reverse = useAct(reverseAllocation);
  const [asking, setAsking] = useState(false);
  if (status !== "posted" || !may("allocation.reverse")) return null;
  return (
    <>
      <Button disabledReason={postedByMe ? text.ownPosting : undefined} onClick={() => setAsking(true)}>
        {text.reverse}
      </Button>
      <ReasonDialog
        open={asking}
        title={text.reverseTitle}
        hint={text.reverseHint}
        act={text.reverse}
        onClose={() => setAsking(false)}
        onAct={async (reason) => {
          await reverse.mutateAsync({ id, version, reason });
          notify("success", text.reverseDone);
        }}
      />
    </>
  );
}
