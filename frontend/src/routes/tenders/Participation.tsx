import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  type Participation as FirstStage,
  type ParticipationRequest,
  participationQuery,
  requestParticipation,
  withdrawParticipation,
} from "../../api/participation";
import { useMay, useSession } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { participationText } from "../../text/participation";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { ConfirmDialog } from "../ConfirmDialog";
import { suppliersOf } from "./phases";
import { Said } from "./Said";
import { Selection } from "./Selection";

interface StageProps {
  tender: Tender;
  stage: FirstStage;
}

/** The first stage of a restricted procedure: one's own request, or for officers all of them and the selection. */
export function Participation(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(participationText);
  const format = useFormat();
  const may = useMay();
  const session = useSession();
  const { data: stage } = useSuspenseQuery(participationQuery(tender.id));
  const [now] = useState(Date.now);
  const when = format.instant(stage.requestsUntil);
  return (
    <Card title={text.title} surface={tender.status === "requests" || tender.status === "selection"}>
      <p className="tender-note">
        {stage.open ? text.until(when, format.distance(stage.requestsUntil, now)) : text.over(when)}
      </p>
      {suppliersOf(session).length > 0 ? (
        <Own tender={tender} stage={stage} />
      ) : may("tender.oversee") ? (
        <Officers tender={tender} stage={stage} />
      ) : (
        tender.status === "selection" && <p className="tender-note">{text.waiting}</p>
      )}
    </Card>
  );
}

function Officers(props: StageProps) {
  const { tender, stage } = props;
  const text = useText(participationText);
  if (stage.open) return <p className="tender-note">{text.countOpen(stage.count)}</p>;
  if (stage.count === 0) return <Alert tone="warning" title={text.none} />;
  return <Selection tender={tender} stage={stage} />;
}

/** What a supplier reads of its request, and does with it while requests are taken. */
function Own(props: StageProps) {
  const { tender, stage } = props;
  const text = useText(participationText);
  const [writing, setWriting] = useState(false);
  const mine = stage.items.find(({ status }) => status === "standing");
  return (
    <>
      {stage.open && !mine && <p className="tender-note">{text.ownHint}</p>}
      {!stage.open && !mine && <p className="tender-note">{text.closedWithout}</p>}
      {mine?.verdict && (
        <Alert
          tone={mine.verdict === "invited" ? "success" : "info"}
          title={mine.verdict === "invited" ? text.invited : text.notInvited}
        >
          {mine.reason && text.reasonOf(mine.reason)}
        </Alert>
      )}
      {mine && <Said criteria={stage.criteria} request={mine} />}
      {mine && !stage.open && !mine.verdict && <p className="tender-note">{text.waiting}</p>}
      {stage.mayRequest && (
        <ButtonRow>
          <Button variant={mine ? "secondary" : "primary"} onClick={() => setWriting(true)}>
            {mine ? text.replace : text.request}
          </Button>
          {mine && <Withdraw tender={tender} />}
        </ButtonRow>
      )}
      <Dialog open={writing} title={text.own} onClose={() => setWriting(false)}>
        <RequestForm
          tender={tender}
          stage={stage}
          {...(mine && { former: mine })}
          onClose={() => setWriting(false)}
        />
      </Dialog>
    </>
  );
}

function Withdraw(props: { tender: Tender }) {
  const { id } = props.tender;
  const text = useText(participationText);
  const withdraw = useAct(withdrawParticipation);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.withdraw}</Button>
      <ConfirmDialog
        open={asking}
        title={text.withdrawTitle}
        act={text.withdraw}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await withdraw.mutateAsync({ id });
          notify("success", text.withdrawn);
        }}
      >
        <p className="kern-body">{text.withdrawText}</p>
      </ConfirmDialog>
    </>
  );
}

function RequestForm(props: StageProps & { former?: ParticipationRequest; onClose: () => void }) {
  const { tender, stage, former, onClose } = props;
  const text = useText(participationText);
  const request = useAct(requestParticipation);
  const form = useFields({
    statement: former?.statement ?? "",
    answers: stage.criteria.map((_, index) => former?.answers[index] ?? ""),
  });
  return (
    <ActForm
      form={form}
      act={former ? text.replace : text.request}
      onAct={({ statement, answers }) =>
        request.mutateAsync({
          id: tender.id,
          statement: statement.trim(),
          answers: answers.map((answer) => answer.trim()),
        })
      }
      done={text.requested}
      onClose={onClose}
    >
      <TextArea
        {...form.text("statement", text.statement, { least: 10 })}
        hint={text.statementHint}
        maxLength={8000}
      />
      {stage.criteria.map((criterion, index) => (
        <TextArea
          key={criterion}
          {...form.text(`answers.${index}`, criterion, { least: 2 })}
          maxLength={4000}
        />
      ))}
    </ActForm>
  );
}
