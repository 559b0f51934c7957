import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import type { NotAwardedGround } from "../../api/awards";
import { type EvaluatedLot, evaluationQuery } from "../../api/evaluation";
import { proposeAward, type Tender } from "../../api/tenders";
import { awardText } from "../../text/award";
import { evaluationText } from "../../text/evaluation";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox, RadioGroup } from "../../ui/Checks";
import { DateTimeField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";

interface Values {
  reason: string;
  /** Lot id to the bid that the drawn lot decided for. */
  drawn: Record<string, string>;
  /** Lot id to who drew, in whose presence, and when. */
  drawnBy: Record<string, string>;
  presence: Record<string, string>;
  drawnAt: Record<string, string>;
  /** Lot id to whether nobody gets it. */
  waived: Record<string, boolean>;
  ground: Record<string, NotAwardedGround | "">;
  why: Record<string, string>;
}

/** Where an officer proposes the award to the first of each lot, or not to award it. */
export function Proposal(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(evaluationText).proposal;
  const { data: evaluation } = useSuspenseQuery(evaluationQuery(tender.id));
  return (
    <Card title={text.title}>
      <ProposalForm tender={tender} lots={evaluation.lots} />
    </Card>
  );
}

/** Whether a bid could win the lot, once all are evaluated. */
const winnable = (lot: EvaluatedLot) => !lot.complete || lot.bids.some(({ rank }) => rank === 1);

/** Whether it is decided what a bid's low price means in the lot. */
const decidedAbout = ({ clarifications }: EvaluatedLot, bid: string) =>
  clarifications.some(({ bidId, verdict }) => bidId === bid && verdict !== undefined);

function ProposalForm(props: { tender: Tender; lots: readonly EvaluatedLot[] }) {
  const { tender, lots } = props;
  const text = useText(evaluationText).proposal;
  const { common } = useText(shared);
  const propose = useAct(proposeAward);
  const [asked, setAsked] = useState<Values>();
  const perLot = <V,>(value: (lot: EvaluatedLot) => V) =>
    Object.fromEntries(lots.map((lot) => [lot.lotId, value(lot)]));
  const form = useFields<Values>({
    reason: "",
    drawn: perLot(() => ""),
    drawnBy: perLot(() => ""),
    presence: perLot(() => ""),
    drawnAt: perLot(() => ""),
    waived: perLot((lot) => !winnable(lot)),
    ground: perLot((lot) => (winnable(lot) ? "" : "no-suitable-bid")),
    why: perLot(() => ""),
  });
  const { waived, ground, drawn } = form.hook.watch();
  const isWaived = ({ lotId }: EvaluatedLot) => waived[lotId] ?? false;
  const complete = lots.every((lot) => lot.complete || isWaived(lot));
  const clarified = lots.every(
    (lot) => isWaived(lot) || lot.lowPrices.every((low) => decidedAbout(lot, low.bidId)),
  );
  const examined = lots.every((lot) => isWaived(lot) || lot.unexamined === 0);
  const missing = [complete || text.incomplete, examined || text.unexamined, clarified || text.lowOpen].find(
    (gap) => gap !== true,
  );
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        setAsked(values);
        return undefined;
      }}
    >
      {complete && <Winners lots={lots} drawn={drawn} waived={waived} ground={ground} />}
      {lots
        .filter((lot) => lot.tied && !isWaived(lot))
        .map((lot) => (
          <DrawFields key={lot.lotId} form={form} lot={lot} />
        ))}
      {lots.map((lot) => (
        <WaiverFields key={lot.lotId} form={form} lot={lot} not={isWaived(lot)} />
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
        <Button type="submit" variant="primary" disabledReason={missing}>
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
          await propose.mutateAsync({
            id: tender.id,
            version: tender.version,
            proposal: proposalOf(asked, lots),
          });
          notify("success", text.done);
        }}
      >
        <Winners lots={lots} drawn={asked?.drawn} waived={waived} ground={ground} />
        <p className="kern-body">{text.confirmText}</p>
      </ConfirmDialog>
    </Form>
  );
}

/** What the form says, as the server takes it. */
function proposalOf(values: Values, lots: readonly EvaluatedLot[]) {
  const notAwarded = lots.flatMap(({ lotId }) => {
    const ground = values.ground[lotId];
    return values.waived[lotId] && ground
      ? [{ lotId, ground, reason: (values.why[lotId] ?? "").trim() }]
      : [];
  });
  const lotDecisions = lots
    .filter(({ lotId, tied }) => tied && !values.waived[lotId])
    .map(({ lotId }) => ({
      lotId,
      bidId: values.drawn[lotId] ?? "",
      drawnBy: values.drawnBy[lotId]?.trim() ?? "",
      presence: values.presence[lotId]?.trim() ?? "",
      drawnAt: values.drawnAt[lotId] ?? "",
    }));
  return { reason: values.reason.trim(), lotDecisions, notAwarded };
}

/** Whom the drawn lot decided for on a shared first place, and the record of the draw. */
function DrawFields(props: { form: ReturnType<typeof useFields<Values>>; lot: EvaluatedLot }) {
  const { form, lot } = props;
  const text = useText(evaluationText).proposal;
  const { lotId } = lot;
  return (
    <>
      <RadioGroup
        {...form.choice(`drawn.${lotId}`, text.drawn(lot.title))}
        hint={text.drawnHint}
        choices={lot.bids
          .filter(({ rank }) => rank === 1)
          .map(({ bidId, bidder }) => ({ value: bidId, label: bidder.name }))}
      />
      <TextField {...form.text(`drawnBy.${lotId}`, text.drawnBy, { least: 3 })} maxLength={200} />
      <TextField {...form.text(`presence.${lotId}`, text.presence, { least: 3 })} maxLength={500} />
      <DateTimeField {...form.dateTime(`drawnAt.${lotId}`, text.drawnAt)} />
    </>
  );
}

/** Whether a lot stays without an award, and on which ground. */
function WaiverFields(props: {
  form: ReturnType<typeof useFields<Values>>;
  lot: EvaluatedLot;
  not: boolean;
}) {
  const { form, lot, not } = props;
  const { waiver, grounds } = useText(awardText);
  const { lotId } = lot;
  return (
    <>
      {winnable(lot) ? (
        <Checkbox {...form.flag(`waived.${lotId}`, waiver.tick(lot.title))} />
      ) : (
        <Alert tone="warning" title={waiver.forced(lot.title)} />
      )}
      {not && (
        <>
          <Select
            {...form.choice(`ground.${lotId}`, waiver.ground(lot.title))}
            choices={(Object.keys(grounds) as NotAwardedGround[]).map((value) => ({
              value,
              label: grounds[value],
            }))}
          />
          <TextArea
            {...form.text(`why.${lotId}`, waiver.reason(lot.title), { least: 3 })}
            hint={waiver.reasonHint}
            maxLength={2000}
          />
        </>
      )}
    </>
  );
}

/** Who wins each lot; where the first place is shared, whom the drawn lot decided for. */
function Winners(props: {
  lots: readonly EvaluatedLot[];
  drawn?: Values["drawn"] | undefined;
  waived: Values["waived"];
  ground: Values["ground"];
}) {
  const { lots, drawn, waived, ground } = props;
  const text = useText(evaluationText).proposal;
  const { waiver, grounds } = useText(awardText);
  const format = useFormat();
  return (
    <>
      <p className="kern-body">{text.lead}</p>
      <ul className="proposal-winners">
        {lots.map(({ lotId, title, bids }) => {
          const chosen = ground[lotId];
          if (waived[lotId]) return <li key={lotId}>{waiver.line(title, chosen ? grounds[chosen] : "")}</li>;
          const decided = drawn?.[lotId];
          const firsts = bids.filter(({ rank, bidId }) => rank === 1 && (!decided || decided === bidId));
          return firsts.map(({ bidId, bidder, total }) => (
            <li key={`${lotId} ${bidId}`}>
              {text.winner(title, bidder.name, total ? format.money(total) : "")}
            </li>
          ));
        })}
      </ul>
    </>
  );
}
