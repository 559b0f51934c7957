import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { approveProposal, returnProposal, reviewsQuery } from "../../api/awards";
import { useMay, useSession } from "../../api/session";
import { awardTender, type Tender } from "../../api/tenders";
import { todoQuery } from "../../api/todo";
import { today } from "../../lib/date";
import { awardText } from "../../text/award";
import { evaluationText } from "../../text/evaluation";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { ReasonDialog } from "../ReasonDialog";
import { Letters } from "./Letters";
import { tookStepBefore } from "./phases";
import { Reviews } from "./Reviews";
import "./Evaluation.css";

/** The proposal, its approval, how long the standstill runs, and where a second officer awards. */
export function AwardPanel(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(evaluationText).award;
  const { approval } = useText(awardText);
  const format = useFormat();
  const may = useMay();
  return (
    <>
      <Card title={text.title}>
        {tender.proposedBy && tender.proposedAt && (
          <p className="tender-note">{text.proposed(tender.proposedBy, format.instant(tender.proposedAt))}</p>
        )}
        {tender.proposalReason && (
          <blockquote className="tender-quote ui-text">{text.reason(tender.proposalReason)}</blockquote>
        )}
        <Winners tender={tender} />
        {tender.approvedBy && tender.approvedAt ? (
          <p className="tender-note">
            {approval.approved(tender.approvedBy, format.instant(tender.approvedAt))}
          </p>
        ) : (
          <p className="kern-body">{approval.waits}</p>
        )}
        <Standstill tender={tender} />
        <ButtonRow>
          {may("tender.approve") && !tender.approvedAt && <ApproveButton tender={tender} />}
          {may("tender.award") && tender.approvedAt && <AwardButton tender={tender} />}
          {may("tender.approve") && <ReturnButton tender={tender} />}
        </ButtonRow>
      </Card>
      {may("tender.oversee") && <Letters tender={tender} />}
      {may("tender.oversee") && <Reviews tender={tender} />}
    </>
  );
}

function Standstill(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(evaluationText).award;
  const format = useFormat();
  const [day] = useState(today);
  const earliest = tender.earliestAward;
  if (tender.status !== "standstill" || !earliest) return null;
  return (
    <p className="kern-body">
      {day < earliest ? text.standstill(format.date(earliest)) : text.standstillOver(format.date(earliest))}
    </p>
  );
}

function ApproveButton(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(awardText).approval;
  const session = useSession();
  const { data: tasks } = useSuspenseQuery(todoQuery);
  const approve = useAct(approveProposal);
  const [asking, setAsking] = useState(false);
  const own = tookStepBefore(session, tender.proposedBy, { kind: "tender-approve", tender }, tasks);
  return (
    <>
      <Button
        variant="primary"
        disabledReason={own ? text.samePerson : undefined}
        onClick={() => setAsking(true)}
      >
        {text.act}
      </Button>
      <ConfirmDialog
        open={asking}
        title={text.title}
        act={text.act}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await approve.mutateAsync({ id: tender.id, version: tender.version });
          notify("success", text.done);
        }}
      >
        <Winners tender={tender} />
        <p className="kern-body">{text.text}</p>
      </ConfirmDialog>
    </>
  );
}

function ReturnButton(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(awardText).approval;
  const giveBack = useAct(returnProposal);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.back}</Button>
      <ReasonDialog
        open={asking}
        title={text.backTitle}
        hint={text.backHint}
        act={text.back}
        onClose={() => setAsking(false)}
        onAct={async (reason) => {
          await giveBack.mutateAsync({ id: tender.id, version: tender.version, reason });
          notify("success", text.backDone);
        }}
      />
    </>
  );
}

/** Awards the lots; where none is awarded, ends the tender. */
function AwardButton(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(evaluationText).award;
  const { award: ending } = useText(awardText);
  const award = useAct(awardTender);
  const [asking, setAsking] = useState(false);
  const hindrance = useHindrance(tender);
  const won = tender.lots.some(({ winner }) => winner);
  const act = won ? text.act : ending.end;
  return (
    <>
      <Button variant="primary" disabledReason={hindrance} onClick={() => setAsking(true)}>
        {act}
      </Button>
      <ConfirmDialog
        open={asking}
        title={won ? text.confirm : ending.endTitle}
        act={act}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await award.mutateAsync({ id: tender.id, version: tender.version });
          notify("success", won ? text.done : ending.ended);
        }}
      >
        <Winners tender={tender} />
        <p className="kern-body">{won ? text.confirmText : ending.endText}</p>
      </ConfirmDialog>
    </>
  );
}

/** Who is to get each lot, and how a lot was drawn for it. */
function Winners(props: { tender: Tender }) {
  const text = useText(evaluationText).proposal;
  const { waiver, grounds } = useText(awardText);
  const format = useFormat();
  return (
    <ul className="proposal-winners">
      {props.tender.lots.map(({ id, title, winner, winningTotal, notAwarded, draw }) => (
        <li key={id}>
          {winner && winningTotal && text.winner(title, winner.name, format.money(winningTotal))}
          {draw && (
            <p className="tender-note">{text.drawnSo(draw.by, draw.presence, format.instant(draw.at))}</p>
          )}
          {notAwarded && `${waiver.line(title, grounds[notAwarded.ground])}: ${notAwarded.reason}`}
        </li>
      ))}
    </ul>
  );
}

/** Why this person cannot award now; the server decides in the end. */
function useHindrance(tender: Tender): string | undefined {
  const text = useText(evaluationText).award;
  const format = useFormat();
  const session = useSession();
  const { award } = useText(awardText);
  const { data: tasks } = useSuspenseQuery(todoQuery);
  const { data: reviews } = useSuspenseQuery(reviewsQuery(tender.id));
  const [day] = useState(today);
  if (tookStepBefore(session, tender.proposedBy, { kind: "tender-award", tender }, tasks))
    return text.samePerson;
  if (!tender.earliestAward) return award.unsent;
  if (reviews.some(({ outcome }) => !outcome)) return award.review;
  if (day < tender.earliestAward) return text.notYet(format.date(tender.earliestAward));
  return undefined;
}
