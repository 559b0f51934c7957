import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { endReview, type Review, type ReviewOutcome, recordReview, reviewsQuery } from "../../api/awards";
import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { today } from "../../lib/date";
import { awardText } from "../../text/award";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { SubmitRow } from "../SubmitRow";

interface ReviewsProps {
  tender: Tender;
}

/** What the procurement chamber has to do with the award, and where that is recorded. */
export function Reviews(props: ReviewsProps) {
  const { tender } = props;
  const text = useText(awardText).review;
  const may = useMay();
  const { data: reviews } = useSuspenseQuery(reviewsQuery(tender.id));
  const [recording, setRecording] = useState(false);
  const running = tender.status === "award-proposed" || tender.status === "standstill";
  const records = running && may("tender.inform");
  if (reviews.length === 0 && !records) return null;
  return (
    <Card title={text.title}>
      {reviews.some(({ outcome }) => !outcome) && <Alert tone="warning" title={text.pending} />}
      {reviews.length === 0 && <p className="tender-note">{text.none}</p>}
      {reviews.map((review) => (
        <OneReview key={review.id} tender={tender} review={review} />
      ))}
      {records && (
        <div>
          <Button onClick={() => setRecording(true)}>{text.act}</Button>
        </div>
      )}
      <Dialog open={recording} title={text.act} onClose={() => setRecording(false)}>
        <RecordForm tender={tender} onClose={() => setRecording(false)} />
      </Dialog>
    </Card>
  );
}

function OneReview(props: ReviewsProps & { review: Review }) {
  const { tender, review } = props;
  const text = useText(awardText).review;
  const format = useFormat();
  const may = useMay();
  const [ending, setEnding] = useState(false);
  const { outcome, endedOn, endText, recordedBy } = review;
  return (
    <>
      <DescriptionList
        columns
        facts={[
          [text.chamber, review.chamber],
          [text.fileNumber, review.fileNumber],
          [text.receivedOn, format.date(review.receivedOn)],
          [text.outcome, outcome ? text.outcomes[outcome] : text.open],
          [text.endedOn, endedOn && format.date(endedOn)],
          [text.text, endText],
          [text.recordedBy, recordedBy],
        ]}
      />
      {!outcome && may("tender.inform") && (
        <div>
          <Button onClick={() => setEnding(true)}>{text.end}</Button>
        </div>
      )}
      <Dialog open={ending} title={text.endTitle(review.fileNumber)} onClose={() => setEnding(false)}>
        <EndForm tender={tender} review={review} onClose={() => setEnding(false)} />
      </Dialog>
    </>
  );
}

function RecordForm(props: ReviewsProps & { onClose: () => void }) {
  const { tender, onClose } = props;
  const text = useText(awardText).review;
  const record = useAct(recordReview);
  const form = useFields({ chamber: "", fileNumber: "", receivedOn: today() });
  return (
    <ActForm
      form={form}
      act={text.act}
      onAct={(values) => record.mutateAsync({ id: tender.id, ...values })}
      done={text.done}
      onClose={onClose}
    >
      <TextField {...form.text("chamber", text.chamber, { least: 3 })} maxLength={200} />
      <TextField {...form.text("fileNumber", text.fileNumber)} maxLength={100} />
      <DateField {...form.date("receivedOn", text.receivedOn)} />
    </ActForm>
  );
}

function EndForm(props: ReviewsProps & { review: Review; onClose: () => void }) {
  const { tender, review, onClose } = props;
  const texts = useText(awardText).review;
  const end = useAct(endReview);
  const form = useFields<{ outcome: ReviewOutcome | ""; endedOn: string; text: string }>({
    outcome: "",
    endedOn: today(),
    text: "",
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ outcome, endedOn, text }) => {
        if (!outcome) return;
        const refusal = await refusalOf(
          end.mutateAsync({ id: tender.id, review, outcome, endedOn, text: text.trim() }),
        );
        if (refusal) return refusal;
        onClose();
        notify("success", texts.ended);
      }}
    >
      <Select
        {...form.choice("outcome", texts.outcome)}
        choices={(Object.keys(texts.outcomes) as ReviewOutcome[]).map((value) => ({
          value,
          label: texts.outcomes[value],
        }))}
      />
      <DateField {...form.date("endedOn", texts.endedOn)} />
      <TextArea {...form.text("text", texts.text, { least: 3 })} hint={texts.textHint} maxLength={2000} />
      <SubmitRow form={form} act={texts.end} onCancel={onClose} />
    </Form>
  );
}
