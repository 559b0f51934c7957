import { useState } from "react";
import { useAct } from "../../api/act";
import { registerKey } from "../../api/opening";
import { useSession } from "../../api/session";
import type { Bytes } from "../../lib/bytes";
import { download, fileName } from "../../lib/download";
import { painted } from "../../lib/painted";
import { keysText } from "../../text/keys";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox } from "../../ui/Checks";
import { FieldRow, Form, type Refusal } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextField } from "../../ui/TextField";
import { UnsavedGuard } from "../UnsavedGuard";

/** A key that is made and not yet registered: the secret is in the locked file only. */
interface Made {
  recipient: string;
  file: Bytes;
}

/** The least length of a passphrase: the file may lie about for years. */
const least = 12;

/** Makes a key in the browser, gives the locked file out, and then registers the public part. */
export function NewKey(props: { onDone?: () => void }) {
  const { onDone } = props;
  const text = useText(keysText).create;
  const [made, setMade] = useState<Made>();
  return (
    <Card title={text.title}>
      <UnsavedGuard dirty={made !== undefined} />
      {made ? (
        <Registration made={made} onDone={onDone} onDiscard={() => setMade(undefined)} />
      ) : (
        <>
          <How />
          <Passphrase onMade={setMade} onCancel={onDone} />
        </>
      )}
    </Card>
  );
}

function How() {
  const text = useText(keysText).create;
  return (
    <>
      <ol className="keys-steps ui-text">
        {text.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Alert tone="warning" title={text.warning}>
        {text.warningText}
      </Alert>
    </>
  );
}

function Passphrase(props: { onMade: (made: Made) => void; onCancel: (() => void) | undefined }) {
  const { onMade, onCancel } = props;
  const text = useText(keysText).create;
  const { common } = useText(shared);
  const { person } = useSession();
  const form = useFields({ passphrase: "", repeat: "" });
  const make = async (passphrase: string): Promise<Refusal | undefined> => {
    await painted();
    try {
      const { newIdentity, lockedFile } = await import("../../lib/sealing");
      const identity = await newIdentity();
      const file = await lockedFile(identity, passphrase, new Date());
      download(text.file(fileName(person.name)), file);
      onMade({ recipient: identity.recipient, file });
      return undefined;
    } catch {
      return { message: text.failed };
    }
  };
  return (
    <Form form={form} onSubmit={({ passphrase }) => make(passphrase)}>
      <FieldRow>
        <TextField
          {...form.text("passphrase", text.passphrase, {
            check: (value) => (value.length < least ? text.tooShort : undefined),
          })}
          type="password"
          autoComplete="new-password"
          hint={text.passphraseHint}
          maxLength={200}
        />
        <TextField
          {...form.text("repeat", text.repeat, {
            check: (value) => (value === form.hook.getValues("passphrase") ? undefined : text.different),
          })}
          type="password"
          autoComplete="new-password"
          maxLength={200}
        />
      </FieldRow>
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.make}
        </Button>
        {onCancel && <Button onClick={onCancel}>{common.cancel}</Button>}
      </ButtonRow>
    </Form>
  );
}

function Registration(props: { made: Made; onDone: (() => void) | undefined; onDiscard: () => void }) {
  const { made, onDone, onDiscard } = props;
  const text = useText(keysText).create;
  const { person } = useSession();
  const register = useAct(registerKey);
  const form = useFields({ stored: false });
  return (
    <Form
      form={form}
      onSubmit={async () => {
        const refusal = await refusalOf(register.mutateAsync(made.recipient));
        if (refusal) return refusal;
        notify("success", text.done);
        onDiscard();
        onDone?.();
        return undefined;
      }}
    >
      <Alert tone="info" live title={text.made}>
        {text.madeText}
      </Alert>
      <div>
        <Button icon="download" onClick={() => download(text.file(fileName(person.name)), made.file)}>
          {text.download}
        </Button>
      </div>
      <Checkbox
        {...form.flag("stored", text.stored, {
          check: (stored) => (stored ? undefined : text.storedMissing),
        })}
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.register}
        </Button>
        <Button onClick={onDiscard}>{text.discard}</Button>
      </ButtonRow>
    </Form>
  );
}
