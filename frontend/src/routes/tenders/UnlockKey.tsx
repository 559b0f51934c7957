import { type ReactNode, useState } from "react";
import { painted } from "../../lib/painted";
import type { Identity, UnlockFault } from "../../lib/sealing";
import { openingText } from "../../text/opening";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { FileField } from "../../ui/FileField";
import { FieldRow, Form, type Refusal } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { TextField } from "../../ui/TextField";

interface UnlockKeyProps {
  /** The public key to which the secret in the file has to belong. */
  recipient: string | undefined;
  /** The words on the button. */
  act: string;
  /** What is done with the key; it is forgotten afterwards. */
  onUnlocked: (identity: Identity) => Promise<Refusal | undefined>;
  /** How far that is, while it goes on. */
  progress?: ReactNode;
  /** Stands beside the button. */
  children?: ReactNode;
}

/** Takes an officer's key file and its passphrase; both stay in this browser. */
export function UnlockKey(props: UnlockKeyProps) {
  const { recipient, act, onUnlocked, progress, children } = props;
  const text = useText(openingText).key;
  const [file, setFile] = useState<File>();
  const form = useFields({ key: "", passphrase: "" });
  const faults: Record<UnlockFault, Refusal> = {
    "no-key-file": { message: text.noKeyFile, field: "key" },
    "wrong-passphrase": { message: text.wrongPassphrase, field: "passphrase" },
  };
  const unlock = async (passphrase: string): Promise<Refusal | undefined> => {
    if (!file) return { message: text.missing, field: "key" };
    await painted();
    const { unlocked } = await import("../../lib/sealing");
    const identity = await unlocked(new Uint8Array(await file.arrayBuffer()), passphrase);
    if (typeof identity === "string") return faults[identity];
    if (identity.recipient !== recipient) return { message: text.other, field: "key" };
    return onUnlocked(identity);
  };
  const { label, ...key } = form.text("key", text.file);
  const busy = form.hook.formState.isSubmitting;
  return (
    <Form
      form={form}
      onSubmit={({ passphrase }) => unlock(passphrase).catch(() => ({ message: text.failed }))}
    >
      <FieldRow>
        <FileField
          id={key.id}
          label={label}
          error={key.error}
          hint={text.hint}
          onChange={(chosen) => {
            setFile(chosen);
            key.onChange(chosen?.name ?? "");
          }}
        />
        <TextField
          {...form.text("passphrase", text.passphrase, { optional: true })}
          optional={undefined}
          type="password"
          autoComplete="off"
          maxLength={200}
        />
      </FieldRow>
      {busy && (progress ?? <Loader label={text.unlocking} />)}
      <ButtonRow>
        <Button type="submit" variant="primary" busy={busy}>
          {act}
        </Button>
        {children}
      </ButtonRow>
    </Form>
  );
}
