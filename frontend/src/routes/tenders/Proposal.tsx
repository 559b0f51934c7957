import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type EvaluatedLot, evaluationQuery } from "../../api/evaluation";
import { proposeAward, type Tender } from "../../api/tenders";
import { evaluationText } from "../../text/evaluation";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { RadioGroup } from "../../ui/Checks";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";

interface Values {
  reason: string;
  /** Lot id to the bid that the drawn lot decided for. */
  drawn: Record<string, string>;
}

/** Where an officer proposes the award to the first of each lot. */
export function Proposal(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(evaluationText).proposal;
  const { data: evaluation } = useSuspenseQuery(evaluationQuery(tender.id));
  const won = evaluation.lots.some(({ bids }) => bids.some(({ rank }) => rank === 1));
  return (
    <Card title={text.title}>
      {evaluation.lots.every(({ complete }) => complete) && !won ? (
        <Alert tone="warning" title={text.noBid} />
      ) : (
        <ProposalForm tender={tender} lots={evaluation.lots} />
      )}
    </Card>
  );
}

function ProposalForm(props: { tender: Tender; lots: readonly EvaluatedLot[] }) {
  const { tender, lots } = props;
  const text = useText(evaluationText).proposal;
  const { common } = useText(shared);
  const propose = useAct(proposeAward);
  const [asked, setAsked] = useState<Values>();
  const tied = lots.filter((lot) => lot.tied);
  const form = useFields<Values>({
    reason: "",
    drawn: Object.fromEntries(tied.map(({ lotId }) => [lotId, ""])),
  });
  const complete = lots.every((lot) => lot.complete);
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        setAsked(values);
        return undefined;
      }}
    >
      {complete && <Winners lots={lots} />}
      {tied.map((lot) => (
        <RadioGroup
          key={lot.lotId}
          {...form.choice(`drawn.${lot.lotId}`, text.drawn(lot.title))}
          hint={text.drawnHint}
          choices={lot.bids
            .filter(({ rank }) => rank === 1)
            .map(({ bidId, bidder }) => ({ value: bidId, label: bidder.name }))}
        />
      ))}
      <TextArea
        {...form.text("reason", common.reason, { least: 3 })}
        hint={text.reasonHint}
        maxLength={2000}
      />
      <p className="tender-note ui-text">
        {tender.procedure === "open-eu" ? text.standstill : text.noStandstill}
      </p>
      <div>
        <Button type="submit" variant="primary" disabledReason={complete ? undefined : text.incomplete}>
          {text.act}
        </Button>
      </div>
      <ConfirmDialog
        open={asked !== undefined}
        title={text.confirm}
        act={text.act}
        onClose={() => setAsked(undefined)}
        onAct={async () => {
          if (!asked) return;
          const lotDecisions = tied.map(({ lotId }) => ({ lotId, bidId: asked.drawn[lotId] ?? "" }));
          const proposal = { reason: asked.reason.trim(), ...(lotDecisions.length > 0 && { lotDecisions }) };
          await propose.mutateAsync({ id: tender.id, version: tender.version, proposal });
          notify("success", text.done);
        }}
      >
        <Winners lots={lots} drawn={asked?.drawn} />
        <p className="kern-body">{text.confirmText}</p>
      </ConfirmDialog>
    </Form>
  );
}

/** Who wins each lot; where the first place is shared, whom the drawn lot decided for. */
function Winners(props: { lots: readonly EvaluatedLot[]; drawn?: Record<string, string> | undefined }) {
  const { lots, drawn } = props;
  const text = useText(evaluationText).proposal;
  const format = useFormat();
  return (
    <>
      <p className="kern-body">{text.lead}</p>
      <ul className="proposal-winners">
        {lots.map(({ lotId, title, bids }) => {
          const decided = drawn?.[lotId];
          const firsts = bids.filter(({ rank, bidId }) => rank === 1 && (!decided || decided === bidId));
          if (firsts.length === 0) return <li key={lotId}>{text.nobody(title)}</li>;
          return firsts.map(({ bidId, bidder, total }) => (
            <li key={`${lotId} ${bidId}`}>{text.winner(title, bidder.name, format.money(total))}</li>
          ));
        })}
      </ul>
    </>
  );
}
