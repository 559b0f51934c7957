import { useState } from "react";
import { useAct } from "../../api/act";
import { type Opening, releaseInner, releaseOuter } from "../../api/opening";
import { painted } from "../../lib/painted";
import type { UnlockFault } from "../../lib/sealing";
import { openingText } from "../../text/opening";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox } from "../../ui/Checks";
import { FileField } from "../../ui/FileField";
import { Form, type Refusal } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useArrival } from "../../ui/useArrival";
import { type OpenedEnvelope, type Outcome, openEnvelopes, releasesOf, unreadable } from "./envelopes";

interface CeremonyProps {
  opening: Opening;
  /** The officer whose turn it is, who is the person signed in. */
  officer: Opening["officers"][number];
}

/** One officer's step: unlock the key in this browser, open all envelopes, check them, release them. */
export function Ceremony(props: CeremonyProps) {
  const { opening } = props;
  const text = useText(openingText).turn;
  const [results, setResults] = useState<OpenedEnvelope[]>();
  const count = opening.envelopes.length;
  const say = opening.phase === "outer" ? text.outer : text.inner;
  return (
    <Card title={text.title} surface>
      <p className="kern-body ui-text">{count === 0 ? text.none : say(count)}</p>
      {results ? (
        <Release {...props} results={results} onAgain={() => setResults(undefined)} />
      ) : count === 0 ? (
        <Release {...props} results={[]} />
      ) : (
        <Unlock {...props} onOpened={setResults} />
      )}
    </Card>
  );
}

/** Takes the key file and its passphrase; both stay in this browser. */
function Unlock(props: CeremonyProps & { onOpened: (results: OpenedEnvelope[]) => void }) {
  const { opening, officer, onOpened } = props;
  const text = useText(openingText).turn;
  const [file, setFile] = useState<File>();
  const [progress, setProgress] = useState<string>();
  const form = useFields({ key: "", passphrase: "" });
  const faults: Record<UnlockFault, Refusal> = {
    "no-key-file": { message: text.noKeyFile, field: "key" },
    "wrong-passphrase": { message: text.wrongPassphrase, field: "passphrase" },
  };
  const open = async (passphrase: string): Promise<Refusal | undefined> => {
    if (!file) return { message: text.keyMissing, field: "key" };
    setProgress(text.unlocking);
    await painted();
    const { opened, unlocked } = await import("../../lib/sealing");
    const identity = await unlocked(new Uint8Array(await file.arrayBuffer()), passphrase);
    if (typeof identity === "string") return faults[identity];
    if (identity.recipient !== officer.recipient) return { message: text.otherKey, field: "key" };
    const all = opening.envelopes.length;
    onOpened(
      await openEnvelopes(
        opening.envelopes,
        (sealed) => opened(sealed, identity.secret),
        (done) => setProgress(text.opening(done, all)),
      ),
    );
    return undefined;
  };
  const { label, ...key } = form.text("key", text.key);
  return (
    <Form form={form} onSubmit={({ passphrase }) => open(passphrase).finally(() => setProgress(undefined))}>
      <FileField
        id={key.id}
        label={label}
        error={key.error}
        hint={text.keyHint}
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
      {progress && <Loader label={progress} />}
      <div>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.open}
        </Button>
      </div>
    </Form>
  );
}

/** Shows what came out of the envelopes and hands it over, once what is unreadable is confirmed. */
function Release(props: CeremonyProps & { results: readonly OpenedEnvelope[]; onAgain?: () => void }) {
  const { opening, results, onAgain } = props;
  const text = useText(openingText).turn;
  const outer = opening.phase === "outer";
  const release = useAct(outer ? releaseOuter : releaseInner);
  const form = useFields({ confirmed: false });
  const lost = unreadable(results).length;
  return (
    <Form
      form={form}
      onSubmit={async () => {
        const releasing = { tenderId: opening.tenderId, releases: releasesOf(results) };
        const refusal = await refusalOf(release.mutateAsync(releasing));
        if (!refusal) notify("success", outer ? text.releasedOuter : text.releasedInner);
        return refusal;
      }}
    >
      {results.length > 0 && <Results results={results} />}
      {lost > 0 && (
        <>
          <Alert tone="warning" live title={text.unreadable(lost)}>
            {text.unreadableText}
          </Alert>
          <Checkbox
            {...form.flag("confirmed", text.confirm, {
              check: (confirmed) => (confirmed ? undefined : text.confirmMissing),
            })}
          />
        </>
      )}
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.release}
        </Button>
        {onAgain && <Button onClick={onAgain}>{text.again}</Button>}
      </ButtonRow>
    </Form>
  );
}

function Results(props: { results: readonly OpenedEnvelope[] }) {
  const text = useText(openingText).turn;
  const arrival = useArrival<HTMLDivElement>();
  const say: Record<Outcome, string> = {
    fine: text.fine,
    broken: text.broken,
    mismatch: text.mismatch,
    missing: text.sealedMissing,
  };
  return (
    <div ref={arrival} tabIndex={-1} className="opening-results">
      <Table
        caption={text.results}
        captionHidden
        rows={props.results}
        rowKey={({ envelope }) => envelope.bidId}
        columns={[
          { key: "bidder", header: text.bidder, cell: ({ envelope }) => envelope.bidder },
          {
            key: "result",
            header: text.result,
            cell: ({ outcome }) => (
              <Badge tone={outcome === "fine" ? "success" : "danger"}>{say[outcome]}</Badge>
            ),
          },
          {
            key: "hash",
            header: text.hash,
            cell: ({ envelope }) => <span className="ui-code opening-hash">{envelope.hash}</span>,
          },
        ]}
      />
    </div>
  );
}
