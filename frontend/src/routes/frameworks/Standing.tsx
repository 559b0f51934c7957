import { useState } from "react";
import { useAct } from "../../api/act";
import { noteWarning, resumeFramework, suspendFramework, terminateFramework } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { useMay } from "../../api/session";
import { contractsText } from "../../text/contracts";
import { frameworksText } from "../../text/frameworks";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Stepper } from "../../ui/Stepper";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { ReasonDialog } from "../ReasonDialog";

/** Where the contract stands on its way, and why it was halted. */
export function Standing(props: { framework: Framework }) {
  const { status, halt } = props.framework;
  const text = useText(contractsText);
  const { status: names } = useText(frameworksText);
  const format = useFormat();
  const end = status === "expired" ? "expired" : "exhausted";
  return (
    <>
      {halt && (status === "suspended" || status === "terminated") && (
        <Alert tone={status === "suspended" ? "warning" : "danger"} title={text.halted[status]}>
          <p>„{halt.reason}“</p>
          <p>{text.haltedBy(halt.by, format.instant(halt.at))}</p>
        </Alert>
      )}
      <Stepper
        label={text.way}
        steps={[
          { key: "signed", label: names.signed },
          { key: "active", label: status === "suspended" ? names.suspended : names.active },
          { key: end, label: names[end] },
        ]}
        current={status === "suspended" ? "active" : status}
        {...(status === "terminated" && { stopped: names.terminated })}
      />
    </>
  );
}

/** Suspends, resumes or terminates the contract. */
export function HaltButtons(props: { framework: Framework }) {
  const { id, version, status } = props.framework;
  const text = useText(contractsText);
  const may = useMay();
  const suspend = useAct(suspendFramework);
  const resume = useAct(resumeFramework);
  const terminate = useAct(terminateFramework);
  const [asking, setAsking] = useState<"suspend" | "resume" | "terminate">();
  const close = () => setAsking(undefined);
  if (!may("framework.halt") || status === "terminated" || status === "expired") return null;
  return (
    <>
      {status === "suspended" ? (
        <Button variant="primary" onClick={() => setAsking("resume")}>
          {text.resume}
        </Button>
      ) : (
        <Button onClick={() => setAsking("suspend")}>{text.suspend}</Button>
      )}
      <Button variant="tertiary" onClick={() => setAsking("terminate")}>
        {text.terminate}
      </Button>
      <ReasonDialog
        open={asking === "suspend"}
        title={text.suspendTitle}
        hint={text.suspendHint}
        act={text.suspend}
        onAct={(reason) => suspend.mutateAsync({ id, version, reason })}
        onClose={close}
      />
      <ConfirmDialog
        open={asking === "resume"}
        title={text.resumeTitle}
        act={text.resume}
        onAct={() => resume.mutateAsync({ id, version })}
        onClose={close}
      >
        {text.resumeText}
      </ConfirmDialog>
      <ReasonDialog
        open={asking === "terminate"}
        title={text.terminateTitle}
        hint={text.terminateHint}
        act={text.terminate}
        onAct={(reason) => terminate.mutateAsync({ id, version, reason })}
        onClose={close}
      />
    </>
  );
}

/** Takes note of the present warning, for all of the procurement office. */
export function NoteButton(props: { framework: Framework }) {
  const { id, warning, noted } = props.framework;
  const text = useText(contractsText);
  const may = useMay();
  const note = useAct(noteWarning);
  if (!warning || !may("framework.note")) return null;
  if (noted) return <p>{text.notedAlready}</p>;
  return (
    <>
      {note.error && <Alert tone="danger" live title={sentenceOf(note.error)} />}
      <p>{text.noteHint}</p>
      <Button small busy={note.isPending} onClick={() => note.mutate({ id, step: warning })}>
        {text.note}
      </Button>
    </>
  );
}
