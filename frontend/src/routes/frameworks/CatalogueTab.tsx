import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  type CatalogueVersion,
  cataloguesQuery,
  uploadCatalogue,
  uploadProgressQuery,
} from "../../api/catalogues";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { cataloguesText } from "../../text/catalogues";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge, type BadgeTone } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { FileField } from "../../ui/FileField";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { TextLink } from "../links";

const tones: Record<CatalogueVersion["status"], BadgeTone> = {
  staged: "warning",
  approved: "success",
  rejected: "danger",
  superseded: "neutral",
};

/** Where a catalogue stands, in a word. */
export function CatalogueBadge(props: { status: CatalogueVersion["status"] }) {
  const text = useText(cataloguesText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}

/** The catalogues of a contract, and the way to send another. */
export function CatalogueTab(props: { frameworkId: string }) {
  const { frameworkId } = props;
  const text = useText(cataloguesText);
  const format = useFormat();
  const may = useMay();
  const { items, end } = useList(cataloguesQuery(frameworkId));
  return (
    <div className="ui-section">
      <p className="kern-body ui-text">{text.lead}</p>
      {may("catalogue.upload") && <Upload frameworkId={frameworkId} />}
      <Table
        caption={text.list}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.none}>{text.noneText}</EmptyState>}
        columns={[
          {
            key: "number",
            header: text.number,
            cell: ({ id, number }) => (
              <TextLink
                to="/frameworks/$id/catalogues/$catalogueId"
                params={{ id: frameworkId, catalogueId: id }}
              >
                {text.versionOf(number)}
              </TextLink>
            ),
          },
          { key: "status", header: text.decided, cell: ({ status }) => <CatalogueBadge status={status} /> },
          { key: "sent", header: text.sent, cell: ({ uploadedAt }) => format.instant(uploadedAt) },
          { key: "new", header: text.new, numeric: true, cell: ({ newCount }) => newCount },
          { key: "changed", header: text.changed, numeric: true, cell: ({ changedCount }) => changedCount },
          { key: "gone", header: text.gone, numeric: true, cell: ({ goneCount }) => goneCount },
          { key: "faults", header: text.faults, numeric: true, cell: ({ faultCount }) => faultCount },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}

function Upload(props: { frameworkId: string }) {
  const { frameworkId } = props;
  const text = useText(cataloguesText);
  const navigate = useNavigate();
  const send = useAct(uploadCatalogue);
  const [file, setFile] = useState<File>();
  const [key, setKey] = useState("");
  return (
    <Card title={text.uploadTitle}>
      <FileField
        label={text.file}
        hint={text.uploadHint}
        accept=".xml,.csv,.xlsx,.zip"
        onChange={(chosen) => {
          setFile(chosen);
          setKey(crypto.randomUUID());
        }}
      />
      {send.error && <Alert tone="danger" live title={sentenceOf(send.error)} />}
      {send.isPending && file && <Progress frameworkId={frameworkId} uploadKey={key} />}
      <ButtonRow>
        <Button
          variant="primary"
          busy={send.isPending}
          disabledReason={file ? undefined : text.fileMissing}
          onClick={() =>
            file &&
            send.mutate(
              { id: frameworkId, file, key },
              {
                onSuccess: ({ id }) =>
                  navigate({
                    to: "/frameworks/$id/catalogues/$catalogueId",
                    params: { id: frameworkId, catalogueId: id },
                  }),
              },
            )
          }
        >
          {text.send}
        </Button>
        <a className="kern-link" href="/api/v1/catalogue-template.xlsx" download>
          {text.template}
        </a>
      </ButtonRow>
    </Card>
  );
}

function Progress(props: { frameworkId: string; uploadKey: string }) {
  const text = useText(cataloguesText);
  const format = useFormat();
  const { data } = useQuery(uploadProgressQuery(props.frameworkId, props.uploadKey));
  const label = data?.running
    ? `${text.reading}: ${text.entries(format.number(String(data.entries)))}`
    : text.sending;
  return (
    <div role="status">
      <p className="kern-body">{label}</p>
      <progress
        className="kern-progress__bar"
        aria-label={label}
        max={data?.size || 1}
        value={data?.running ? data.bytes : undefined}
      />
    </div>
  );
}
