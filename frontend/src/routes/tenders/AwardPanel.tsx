import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay, useSession } from "../../api/session";
import { awardTender, type Tender } from "../../api/tenders";
import { todoQuery } from "../../api/todo";
import { berlinParts } from "../../lib/date";
import { evaluationText } from "../../text/evaluation";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { tookStepBefore } from "./phases";
import "./Evaluation.css";

/** The proposal, how long the standstill runs, and where a second officer awards. */
export function AwardPanel(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(evaluationText).award;
  const format = useFormat();
  const may = useMay();
  const award = useAct(awardTender);
  const [asking, setAsking] = useState(false);
  const hindrance = useHindrance(tender);
  const [today] = useState(() => berlinParts(new Date().toISOString()).day);
  const earliest = tender.earliestAward;
  return (
    <Card title={text.title}>
      {tender.proposedBy && tender.proposedAt && (
        <p className="tender-note">{text.proposed(tender.proposedBy, format.instant(tender.proposedAt))}</p>
      )}
      {tender.proposalReason && (
        <blockquote className="tender-quote ui-text">{text.reason(tender.proposalReason)}</blockquote>
      )}
      <Winners tender={tender} />
      {tender.status === "standstill" && earliest && (
        <p className="kern-body">
          {today < earliest
            ? text.standstill(format.date(earliest))
            : text.standstillOver(format.date(earliest))}
        </p>
      )}
      {may("tender.award") && (
        <div>
          <Button variant="primary" disabledReason={hindrance} onClick={() => setAsking(true)}>
            {text.act}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        title={text.confirm}
        act={text.act}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await award.mutateAsync({ id: tender.id, version: tender.version });
          notify("success", text.done);
        }}
      >
        <Winners tender={tender} />
        <p className="kern-body">{text.confirmText}</p>
      </ConfirmDialog>
    </Card>
  );
}

/** Who is to get each lot. */
function Winners(props: { tender: Tender }) {
  const text = useText(evaluationText).proposal;
  const format = useFormat();
  return (
    <ul className="proposal-winners">
      {props.tender.lots.map(({ id, title, winner, winningTotal }) => (
        <li key={id}>
          {winner && winningTotal
            ? text.winner(title, winner.name, format.money(winningTotal))
            : text.nobody(title)}
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
  const { data: tasks } = useSuspenseQuery(todoQuery);
  const [today] = useState(() => berlinParts(new Date().toISOString()).day);
  if (tookStepBefore(session, tender.proposedBy, { kind: "tender-award", tender }, tasks))
    return text.samePerson;
  if (tender.earliestAward && today < tender.earliestAward)
    return text.notYet(format.date(tender.earliestAward));
  return undefined;
}
