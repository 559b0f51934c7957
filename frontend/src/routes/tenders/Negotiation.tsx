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
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { RadioGroup } from "../../ui/Checks";
import { DateField, DateTimeField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
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
  const record = useAct(recordTalk);
  const form = useFields({
    supplierId: stage.bidders[0]?.id ?? "",
    heldOn: today(),
    present: "",
    minute: "",
  });
  return (
    <ActForm
      form={form}
      act={text.record}
      onAct={({ present, minute, ...talk }) =>
        record.mutateAsync({ id: tender.id, ...talk, present: present.trim(), minute: minute.trim() })
      }
      done={text.recorded}
      onClose={onClose}
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
    </ActForm>
  );
}

const week = 7 * 24 * 60 * 60 * 1000;

function CallForm(props: StageProps & { onClose: () => void }) {
  const { tender, stage, onClose } = props;
  const text = useText(negotiationText);
  const format = useFormat();
  const call = useAct(callForBids);
  const earliest = stage.earliestDeadline ?? tender.deadline;
  const form = useFields<{ kind: "further" | "final" | ""; message: string; deadline: string }>({
    kind: "",
    message: "",
    deadline: new Date(Date.parse(earliest) + week).toISOString(),
  });
  return (
    <ActForm
      form={form}
      act={text.callAct}
      onAct={({ kind, message, deadline }) => {
        const { id, version } = tender;
        return call.mutateAsync({ id, version, deadline, final: kind === "final", message: message.trim() });
      }}
      done={text.calledDone}
      onClose={onClose}
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
    </ActForm>
  );
}
