import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  type DispatchMeans,
  downloadLetter,
  type Letter,
  type LetterLot,
  lettersQuery,
  type NotAwardedGround,
  type SentLetter,
  sendLetters,
} from "../../api/awards";
import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { today } from "../../lib/date";
import { downloadBlob } from "../../lib/download";
import { awardText } from "../../text/award";
import { bidsText } from "../../text/bids";
import { refusalOf, sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { RadioGroup } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { SubmitRow } from "../SubmitRow";

interface LettersProps {
  tender: Tender;
}

/** What each bidder is told, how it was sent, and where letters go out. */
export function Letters(props: LettersProps) {
  const { tender } = props;
  const text = useText(awardText).letters;
  const may = useMay();
  const { data: letters } = useSuspenseQuery(lettersQuery(tender.id));
  const [sending, setSending] = useState(false);
  const open = tender.approvedAt && (tender.status === "award-proposed" || tender.status === "standstill");
  const toldAll = letters.items.every(({ dispatches }) => dispatches.length > 0);
  if (letters.items.length === 0) return null;
  return (
    <Card title={text.title}>
      <p className="tender-note">{text.lead}</p>
      <LetterTable tender={tender} letters={letters.items} />
      {open && may("tender.inform") && (
        <div>
          <Button variant={toldAll ? "secondary" : "primary"} onClick={() => setSending(true)}>
            {toldAll ? text.again : text.act}
          </Button>
        </div>
      )}
      <Dialog open={sending} title={text.dialog} onClose={() => setSending(false)}>
        <SendForm tender={tender} onClose={() => setSending(false)} />
      </Dialog>
    </Card>
  );
}

function LetterTable(props: LettersProps & { letters: readonly Letter[] }) {
  const { tender, letters } = props;
  const text = useText(awardText).letters;
  return (
    <Table
      caption={text.table}
      captionHidden
      rows={letters}
      rowKey={({ bidder }) => bidder.id}
      columns={[
        { key: "bidder", header: text.bidder, rowHeader: true, cell: ({ bidder }) => bidder.name },
        { key: "outcome", header: text.outcome, cell: ({ wins }) => (wins ? text.wins : text.loses) },
        { key: "sent", header: text.sent, cell: (letter) => <Dispatches letter={letter} /> },
        { key: "letter", header: text.letter, cell: (letter) => <PDF tender={tender} letter={letter} /> },
      ]}
    />
  );
}

function Dispatches(props: { letter: Letter }) {
  const text = useText(awardText).letters;
  const format = useFormat();
  const { dispatches } = props.letter;
  if (dispatches.length === 0) return text.notSent;
  return (
    <span className="tender-stack">
      {dispatches.map(({ means, sentOn, recordedBy = "", recordedAt }) => (
        <span key={recordedAt}>{text.sentLine(text.means[means], format.date(sentOn), recordedBy)}</span>
      ))}
    </span>
  );
}

function PDF(props: LettersProps & { letter: Letter }) {
  const { tender, letter } = props;
  const text = useText(awardText).letters;
  const fetching = useAct(downloadLetter);
  const { id, name } = letter.bidder;
  return (
    <>
      <Button
        small
        icon="download"
        busy={fetching.isPending}
        aria-label={text.pdfOf(name)}
        onClick={() =>
          fetching.mutate(
            { id: tender.id, supplierId: id },
            { onSuccess: (file) => downloadBlob(text.file(tender.number, name), file) },
          )
        }
      >
        {text.pdf}
      </Button>
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
    </>
  );
}

interface Values {
  /** Supplier id to how the letter goes, or not now. */
  means: Record<string, DispatchMeans | "none" | "">;
  sentOn: string;
}

function SendForm(props: LettersProps & { onClose: () => void }) {
  const { tender, onClose } = props;
  const text = useText(awardText).letters;
  const format = useFormat();
  const { data: letters } = useSuspenseQuery(lettersQuery(tender.id));
  const send = useAct(sendLetters);
  const form = useFields<Values>({
    means: Object.fromEntries(
      letters.items.map(({ bidder, dispatches }) => [
        bidder.id,
        dispatches.length > 0 ? "none" : "electronic",
      ]),
    ),
    sentOn: today(),
  });
  const byPost = Object.values(form.hook.watch("means")).includes("post");
  const { earliestElectronic, earliestByPost } = letters;
  return (
    <Form
      form={form}
      onSubmit={async ({ means, sentOn }) => {
        const chosen = letters.items.flatMap(({ bidder }): SentLetter[] => {
          const how = means[bidder.id];
          if (how === "electronic") return [{ supplierId: bidder.id, means: how }];
          return how === "post" ? [{ supplierId: bidder.id, means: how, sentOn }] : [];
        });
        if (chosen.length === 0) return { message: text.nobody };
        const { id, version } = tender;
        const refusal = await refusalOf(send.mutateAsync({ id, version, letters: chosen }));
        if (refusal) return refusal;
        onClose();
        notify("success", text.done);
      }}
    >
      <p className="kern-body">{text.electronicHint}</p>
      {earliestElectronic && earliestByPost && earliestElectronic !== earliestByPost && (
        <p className="kern-body">
          {text.earliest(format.date(earliestElectronic), format.date(earliestByPost))}
        </p>
      )}
      {letters.items.map(({ bidder }) => (
        <RadioGroup
          key={bidder.id}
          {...form.choice(`means.${bidder.id}`, text.meansOf(bidder.name))}
          horizontal
          choices={[
            { value: "electronic", label: text.means.electronic },
            { value: "post", label: text.means.post },
            { value: "none", label: text.none },
          ]}
        />
      ))}
      {byPost && <DateField {...form.date("sentOn", text.sentOn)} hint={text.sentOnHint} />}
      <SubmitRow form={form} act={text.act} onCancel={onClose} />
    </Form>
  );
}

/** A bidder's own letters: who is to get each lot and why, and when at the earliest. */
export function OwnLetters(props: LettersProps) {
  const { tender } = props;
  const text = useText(awardText);
  const format = useFormat();
  const { data: letters } = useSuspenseQuery(lettersQuery(tender.id));
  return letters.items.map((letter) => {
    const last = letter.dispatches.at(-1);
    return (
      <Card key={letter.bidder.id} title={text.letters.own} surface>
        {letter.lots.map((lot) => (
          <div key={lot.position} className="tender-stack">
            <strong>{text.lot(lot.position, lot.title)}</strong>
            {lot.winner && <span>{text.winner(lot.winner)}</span>}
            <span className="tender-aside">
              <Reason lot={lot} />
            </span>
          </div>
        ))}
        {last && <p className="kern-body">{text.letters.ownEarliest(format.date(last.earliestAward))}</p>}
        <div>
          <PDF tender={tender} letter={letter} />
        </div>
      </Card>
    );
  });
}

function Reason(props: { lot: LetterLot }) {
  const { lot } = props;
  const text = useText(awardText);
  const { reasons } = useText(bidsText);
  const { code = "" } = lot;
  // The code is a ground where the lot is not awarded, else that of an exclusion.
  const exclusion = [reasons[code], lot.text].filter(Boolean).join(": ");
  return text.reason(lot, exclusion, text.grounds[code as NotAwardedGround] ?? "");
}
