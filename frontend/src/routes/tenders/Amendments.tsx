import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { amendmentsQuery, amendTender } from "../../api/papers";
import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { papersText } from "../../text/papers";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox } from "../../ui/Checks";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { SubmitRow } from "../SubmitRow";

interface AmendmentsProps {
  tender: Tender;
}

/** What changed since the publication (G-TEN 8). */
export function Amendments(props: AmendmentsProps) {
  const { tender } = props;
  const text = useText(papersText);
  const format = useFormat();
  const may = useMay();
  const { data: amendments } = useSuspenseQuery(amendmentsQuery(tender.id));
  const [amending, setAmending] = useState(false);
  const open = tender.status === "published" && may("tender.extend");
  if (amendments.length === 0 && !open) return null;
  return (
    <Card title={text.amendments}>
      {amendments.length === 0 && <p className="tender-note">{text.noAmendments}</p>}
      {amendments.map((a) => (
        <section key={a.id} className="tender-question">
          <h3 className="kern-title">{text.amendment(a.number)}</h3>
          <p className="tender-note">{format.instant(a.amendedAt)}</p>
          <p className="kern-body">{a.text}</p>
          {a.title && a.formerTitle && <p className="tender-note">{text.retitled(a.formerTitle, a.title)}</p>}
          {a.documents.length > 0 && <p className="tender-note">{text.came(a.documents.join(", "))}</p>}
          {a.movedTo && <p className="tender-note">{text.moved(format.instant(a.movedTo))}</p>}
        </section>
      ))}
      {open && (
        <div>
          <Button onClick={() => setAmending(true)}>{text.amend}</Button>
        </div>
      )}
      <Dialog open={amending} title={text.amendTitle} onClose={() => setAmending(false)}>
        <AmendForm tender={tender} onClose={() => setAmending(false)} />
      </Dialog>
    </Card>
  );
}

function AmendForm(props: AmendmentsProps & { onClose: () => void }) {
  const { tender, onClose } = props;
  const words = useText(papersText);
  const amend = useAct(amendTender);
  const form = useFields({ text: "", significant: true, title: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ text, significant, title }) => {
        const { id, version, number } = tender;
        const refusal = await refusalOf(
          amend.mutateAsync({ id, version, text: text.trim(), significant, title: title.trim() }),
        );
        if (refusal) return refusal;
        onClose();
        notify("success", words.amended(number));
      }}
    >
      <p className="kern-body">{words.amendHint}</p>
      <TextArea {...form.text("text", words.what, { least: 10 })} maxLength={4000} />
      <Checkbox {...form.flag("significant", words.significant)} hint={words.significantHint} />
      <TextField {...form.text("title", words.newTitle, { optional: true })} maxLength={200} />
      <SubmitRow form={form} act={words.amend} onCancel={onClose} />
    </Form>
  );
}
