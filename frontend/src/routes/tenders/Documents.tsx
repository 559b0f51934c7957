import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  addDocument,
  type Document,
  type DocumentKind,
  documentsQuery,
  dropDocument,
} from "../../api/papers";
import type { Tender } from "../../api/tenders";
import { papersText } from "../../text/papers";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Dialog } from "../../ui/Dialog";
import { FileField } from "../../ui/FileField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/words";
import { SubmitRow } from "../SubmitRow";

const kinds: DocumentKind[] = ["specification", "conditions", "form", "other"];

interface DocumentsProps {
  tender: Tender;
}

/** What bidders rely on: the documents of a tender, with their versions and checksums. */
export function Documents(props: DocumentsProps) {
  const { tender } = props;
  const text = useText(papersText);
  const { data } = useSuspenseQuery(documentsQuery(tender.id));
  const [adding, setAdding] = useState(false);
  if (data.items.length === 0 && !data.changeable) return null;
  return (
    <Card title={text.documents}>
      {data.items.length === 0 && <p className="tender-note">{text.none}</p>}
      {data.items.length > 0 && (
        <ul className="tender-papers">
          {data.items.map((document) => (
            <Entry key={document.id} tender={tender} document={document} changeable={data.changeable} />
          ))}
        </ul>
      )}
      {data.changeable && (
        <div>
          <Button onClick={() => setAdding(true)}>{text.add}</Button>
        </div>
      )}
      <Dialog open={adding} title={text.add} onClose={() => setAdding(false)}>
        <AddForm tender={tender} documents={data.items} onClose={() => setAdding(false)} />
      </Dialog>
    </Card>
  );
}

function Entry(props: DocumentsProps & { document: Document; changeable: boolean }) {
  const { tender, document, changeable } = props;
  const text = useText(papersText);
  const format = useFormat();
  const drop = useAct(dropDocument);
  const { id, name, kind, number, size, sha256, current, staged, scanned, droppedAt } = document;
  const facts = [
    text.kinds[kind],
    text.version(number),
    text.size(format.number(Math.ceil(size / 1024))),
    droppedAt ? text.dropped : staged ? text.staged : !current && text.former,
    !scanned && text.unscanned,
  ];
  return (
    <li>
      {droppedAt ? (
        name
      ) : (
        <a className="kern-link" href={`/api/v1/tenders/${tender.id}/documents/${id}/content`} download>
          {name}
        </a>
      )}
      <p className="tender-note">{facts.filter(Boolean).join(" · ")}</p>
      <p className="tender-note tender-papers__sum">{text.checksum(sha256)}</p>
      {changeable && !droppedAt && (staged || !tender.publishedAt) && (
        <Button
          aria-label={text.dropOf(name)}
          busy={drop.isPending}
          onClick={() => drop.mutate({ id: tender.id, documentId: id })}
        >
          {text.drop}
        </Button>
      )}
    </li>
  );
}

function AddForm(props: DocumentsProps & { documents: Document[]; onClose: () => void }) {
  const { tender, documents, onClose } = props;
  const text = useText(papersText);
  const add = useAct(addDocument);
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const form = useFields<{ kind: DocumentKind | ""; replaces: string }>({
    kind: "specification",
    replaces: "",
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ kind, replaces }) => {
        setMissing(!file);
        if (!file || !kind) return;
        const refusal = await refusalOf(add.mutateAsync({ id: tender.id, file, kind, replaces }));
        if (refusal) return refusal;
        onClose();
        notify("success", tender.publishedAt ? text.addStaged(file.name) : text.added(file.name));
      }}
    >
      <FileField
        label={text.file}
        hint={text.fileHint}
        onChange={setFile}
        {...(missing && !file && { error: text.fileMissing })}
      />
      <Select
        {...form.choice("kind", text.kind)}
        choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
      />
      <Select
        {...form.choice("replaces", text.replaces, { optional: true })}
        empty={text.replacesNone}
        choices={documents
          .filter(({ current }) => current)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SubmitRow form={form} act={text.add} onCancel={onClose} />
    </Form>
  );
}
