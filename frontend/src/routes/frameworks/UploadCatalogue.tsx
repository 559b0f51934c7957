import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../api/act";
import { proposeColumns, setColumns, uploadCatalogue, uploadProgressQuery } from "../../api/catalogues";
import type { Sending } from "../../api/uploads";
import { catalogueColumnsText } from "../../text/catalogueColumns";
import { cataloguesText } from "../../text/catalogues";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { FileField } from "../../ui/FileField";
import { WorkBar } from "../../ui/WorkBar";
import { useFormat } from "../../ui/words";
import { SendingBar } from "../SendingBar";
import { AssignColumns } from "./AssignColumns";

/** What may be, or hold, a table. */
const tableName = /\.(csv|txt|xlsx|zip)$/i;

/** Sends a catalogue. Where a table's columns are not told by their names, a person assigns them. */
export function UploadCatalogue(props: { frameworkId: string }) {
  const { frameworkId } = props;
  const text = useText(cataloguesText);
  const words = useText(catalogueColumnsText);
  const navigate = useNavigate();
  const send = useAct(uploadCatalogue);
  const propose = useAct(proposeColumns);
  const keep = useAct(setColumns);
  const [file, setFile] = useState<File>();
  const [key, setKey] = useState("");
  const [sending, setSending] = useState<Sending>();
  const busy = send.isPending || propose.isPending || keep.isPending;
  const failure = keep.error ?? propose.error ?? send.error;
  const proposal = propose.data;
  const assigning = proposal !== undefined && proposal.columns.length > 0;
  const assign = (chosen: File) => {
    keep.reset();
    propose.mutate({ id: frameworkId, file: chosen });
  };
  const upload = (chosen: File) =>
    send.mutate(
      { id: frameworkId, file: chosen, key, onStep: setSending },
      {
        onSuccess: ({ id }) =>
          navigate({
            to: "/frameworks/$id/catalogues/$catalogueId",
            params: { id: frameworkId, catalogueId: id },
          }),
        onError: ({ code }) => code === "catalogue.columns-missing" && assign(chosen),
      },
    );
  return (
    <>
      <Card title={text.uploadTitle}>
        <FileField
          label={text.file}
          hint={text.uploadHint}
          accept=".xml,.csv,.xlsx,.zip"
          onChange={(chosen) => {
            setFile(chosen);
            setKey(crypto.randomUUID());
            setSending(undefined);
            for (const act of [send, propose, keep]) act.reset();
          }}
        />
        {failure && <Alert tone="danger" live title={sentenceOf(failure)} />}
        {proposal?.columns.length === 0 && <Alert tone="info" live title={words.noTable} />}
        {send.isPending && file && (
          <Progress frameworkId={frameworkId} uploadKey={key} size={file.size} sending={sending} />
        )}
        <ButtonRow>
          <Button
            variant={assigning ? "secondary" : "primary"}
            busy={busy}
            disabledReason={file ? undefined : text.fileMissing}
            onClick={() => file && upload(file)}
          >
            {text.send}
          </Button>
          {file && tableName.test(file.name) && !proposal && (
            <Button busy={busy} onClick={() => assign(file)}>
              {words.open}
            </Button>
          )}
          <a className="kern-link" href="/api/v1/catalogue-template.xlsx" download>
            {text.template}
          </a>
        </ButtonRow>
      </Card>
      {file && assigning && (
        <AssignColumns
          key={key}
          proposal={proposal}
          busy={busy}
          onAssign={(columns) =>
            keep.mutate(
              { id: frameworkId, version: (keep.data ?? proposal.kept).version, columns },
              { onSuccess: () => upload(file) },
            )
          }
        />
      )}
    </>
  );
}

/** How far a catalogue is: first on its way, then in the reading of it. */
function Progress(props: {
  frameworkId: string;
  uploadKey: string;
  size: number;
  sending: Sending | undefined;
}) {
  const { size, sending } = props;
  const text = useText(cataloguesText);
  const format = useFormat();
  const { data } = useQuery(uploadProgressQuery(props.frameworkId, props.uploadKey));
  if (!data?.running) return <SendingBar size={size} sending={sending} />;
  const read = text.entries(format.number(String(data.entries)));
  return <WorkBar label={text.reading} now={read} done={data.bytes} all={data.size || size || 1} />;
}
