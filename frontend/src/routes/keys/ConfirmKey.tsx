import { useState } from "react";
import { useAct } from "../../api/act";
import { confirmKey, type OpeningKey } from "../../api/opening";
import { keysText } from "../../text/keys";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { Dialog } from "../../ui/Dialog";
import { FingerprintToCompare } from "../../ui/Fingerprint";
import { useFields } from "../../ui/fields";
import { ActForm } from "../ActForm";

interface ConfirmKeyProps {
  person: OpeningKey["person"];
  fingerprint: string;
}

/** Lets somebody else compare an officer's fingerprint by voice and then confirm it. */
export function ConfirmKey(props: ConfirmKeyProps) {
  const { name } = props.person;
  const text = useText(keysText).confirm;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small aria-label={text.of(name)} onClick={() => setOpen(true)}>
        {text.act}
      </Button>
      <Dialog open={open} title={text.title(name)} onClose={() => setOpen(false)}>
        <Comparison {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Comparison(props: ConfirmKeyProps & { onClose: () => void }) {
  const { person, fingerprint, onClose } = props;
  const { name } = person;
  const text = useText(keysText).confirm;
  const confirm = useAct(confirmKey);
  const form = useFields({ compared: false });
  return (
    <ActForm
      form={form}
      act={text.confirm}
      onAct={() => confirm.mutateAsync({ personId: person.id, fingerprint })}
      done={text.done(name)}
      onClose={onClose}
    >
      <ol className="keys-steps">
        {text.steps(name).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <FingerprintToCompare label={text.fingerprint} value={fingerprint} />
      <p className="keys-hint">{text.otherwise(name)}</p>
      <Checkbox
        {...form.flag("compared", text.compared(name), {
          check: (compared) => (compared ? undefined : text.comparedMissing),
        })}
      />
    </ActForm>
  );
}
