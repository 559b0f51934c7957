import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  type BidCall,
  callForBids,
  negotiationQuery,
  recordTalk,
  type Negotiation as Stage,
} from "../../api/negotiation";
import { useMay, useSession } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { today } from "../../lib/date";
import { negotiationText } from "../../text/negotiation";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { RadioGroup } from "../../ui/Checks";
import { DateField, DateTimeField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { suppliersOf } from "./phases";

interface StageProps {
  tender: Tender;
  stage: Stage;
}

/** The rounds of bids: for bidders what they are called for, for the cooperative also what was talked about. */
export function Negotiation(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(negotiationText);
  const may = useMay();
  const bidder = suppliersOf(useSession()).length > 0;
  const { data: stage } = useSuspenseQuery(negotiationQuery(tender.id));
  const last = stage.calls.at(-1);
  return (
    <Card title={text.title} surface={stage.mayNegotiate}>
      {stage.calls.length === 0 && <p className="tender-note">{text.round(stage.round, stage.final)}</p>}
      {bidder && last && last.round === stage.round && tender.status === "published" && (
        <Called call={last} />
      )}
      {!bidder && tender.status === "published" && stage.round === 1 && (
        <p className="tender-note">{text.before}</p>
      )}
      {!bidder && (
        <p className="tender-note">
          {stage.firstBids && stage.round === 1 ? text.reserved : !stage.final && text.owed}
        </p>
      )}
      {stage.calls.map((call) => (
        <Call key={call.round} call={call} />
      ))}
      {may("tender.oversee") && <Talks tender={tender} stage={stage} />}
    </Card>
  );
}

function Called(props: { call: BidCall }) {
  const { deadline, final } = props.call;
  const text = useText(negotiationText);
  const format = useFormat();
  return (
    <Alert tone="info" title={text.called(final)}>
      {text.calledText(format.instant(deadline))}
    </Alert>
  );
}

/** What all bidders of a round were told alike. */
function Call(props: { call: BidCall }) {
  const { round, final, message, calledBy, calledAt, deadline } = props.call;
  const text = useText(negotiationText);
  const format = useFormat();
  return (
    <section className="tender-question">
      <h3 className="kern-title">{text.round(round, final)}</h3>
      <p className="tender-note">
        {text.byWhen(calledBy, format.instant(calledAt), format.instant(deadline))}
      </p>
      <p className="kern-body ui-text">{message}</p>
    </section>
  );
}

function Talks(props: StageProps) {
  const { stage } = props;
  const text = useText(negotiationText);
  const format = useFormat();
  return (
    <>
      {stage.talks.length === 0 && stage.mayNegotiate && <p className="tender-note">{text.noTalks}</p>}
      {stage.talks.map((talk) => (
        <section key={talk.id} className="tender-question">
          <h3 className="kern-title">{text.talkOf(talk.bidder.name, format.date(talk.heldOn))}</h3>
          <p className="tender-note">
            {text.round(talk.round, false)}.{" "}
            {text.recordedBy(talk.recordedBy, format.instant(talk.recordedAt))}
          </p>
          <p className="kern-body ui-text">{talk.minute}</p>
          <p className="tender-note">
            {text.present}: {talk.present}
          </p>
        </section>
      ))}
      {stage.mayNegotiate && <Acts {...props} />}
    </>
  );
}

function Acts(props: StageProps) {
  const text = useText(negotiationText);
  const [open, setOpen] = useState<"talk" | "call">();
  const close = () => setOpen(undefined);
  return (
    <ButtonRow>
      <Button variant="primary" onClick={() => setOpen("talk")}>
        {text.record}
      </Button>
      <Button onClick={() => setOpen("call")}>{text.call}</Button>
      <Dialog open={open === "talk"} title={text.record} onClose={close}>
        <TalkForm {...props} onClose={close} />
      </Dialog>
      <Dialog open={open === "call"} title={text.call} onClose={close}>
        <CallForm {...props} onClose={close} />
      </Dialog>
    </ButtonRow>
  );
}

function TalkForm(props: StageProps & { onClose: () => void }) {
  const { tender, stage, onClose } = props;
  const text = useText(negotiationText);
  const { common } = useText(shared);
  const record = useAct(recordTalk);
  const form = useFields({
    supplierId: stage.bidders[0]?.id ?? "",
    heldOn: today(),
    present: "",
    minute: "",
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ supplierId, heldOn, present, minute }) => {
        const talk = { supplierId, heldOn, present: present.trim(), minute: minute.trim() };
        const refusal = await refusalOf(record.mutateAsync({ id: tender.id, ...talk }));
        if (refusal) return refusal;
        onClose();
        notify("success", text.recorded);
      }}
    >
      <Select
        {...form.choice("supplierId", text.bidder)}
        choices={stage.bidders.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField {...form.date("heldOn", text.heldOn)} />
      <TextField
        {...form.text("present", text.present, { least: 3 })}
        hint={text.presentHint}
        maxLength={500}
      />
      <TextArea
        {...form.text("minute", text.minute, { least: 10 })}
        hint={text.minuteHint}
        maxLength={8000}
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.record}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}

const week = 7 * 24 * 60 * 60 * 1000;

function CallForm(props: StageProps & { onClose: () => void }) {
  const { tender, stage, onClose } = props;
  const text = useText(negotiationText);
  const { common } = useText(shared);
  const format = useFormat();
  const call = useAct(callForBids);
  const earliest = stage.earliestDeadline ?? tender.deadline;
  const form = useFields<{ kind: "further" | "final" | ""; message: string; deadline: string }>({
    kind: "",
    message: "",
    deadline: new Date(Date.parse(earliest) + week).toISOString(),
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ kind, message, deadline }) => {
        const { id, version } = tender;
        const refusal = await refusalOf(
          call.mutateAsync({ id, version, deadline, final: kind === "final", message: message.trim() }),
        );
        if (refusal) return refusal;
        onClose();
        notify("success", text.calledDone);
      }}
    >
      <p className="kern-body">{text.callLead(stage.bidders.length)}</p>
      <RadioGroup
        {...form.choice("kind", text.kind)}
        choices={(["further", "final"] as const).map((value) => ({ value, label: text.kinds[value] }))}
      />
      <TextArea
        {...form.text("message", text.message, { least: 10 })}
        hint={text.messageHint}
        maxLength={8000}
      />
      <DateTimeField
        {...form.dateTime("deadline", text.deadline)}
        hint={text.deadlineHint(format.instant(earliest))}
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.callAct}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
