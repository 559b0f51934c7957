import { useState } from "react";
import { useAct } from "../../api/act";
import { restatePopulations } from "../../api/members";
import { billingText } from "../../text/billing";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { ConfirmDialog } from "../ConfirmDialog";

/** Takes the inhabitants of all members over from the directory, for later runs. */
export function RestateButton() {
  const text = useText(billingText);
  const restate = useAct(restatePopulations);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button icon="autorenew" onClick={() => setAsking(true)}>
        {text.restate}
      </Button>
      <ConfirmDialog
        open={asking}
        title={text.restateTitle}
        act={text.restate}
        onClose={() => setAsking(false)}
        onAct={async () => {
          const { changed, year } = await restate.mutateAsync();
          notify(
            "success",
            changed === 0 ? text.restatedNone : text.restated(changed, year ? String(year) : ""),
          );
        }}
      >
        <p className="kern-body">{text.restateText}</p>
      </ConfirmDialog>
    </>
  );
}
