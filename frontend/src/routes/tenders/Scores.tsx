import { useAct } from "../../api/act";
import { type EvaluatedBid, type EvaluatedLot, type Evaluation, scoreBids } from "../../api/evaluation";
import { evaluationText } from "../../text/evaluation";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { QuantityField } from "../../ui/QuantityField";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { UnsavedGuard } from "../UnsavedGuard";

interface Row {
  lot: EvaluatedLot;
  bid: EvaluatedBid;
}

interface Values {
  scores: { points: string; reason: string }[];
}

/** Points for every admitted bid in every lot, each with its reason. */
export function Scores(props: { evaluation: Evaluation }) {
  const { evaluation } = props;
  const text = useText(evaluationText).scores;
  const format = useFormat();
  const score = useAct(scoreBids);
  const rows: Row[] = evaluation.lots.flatMap((lot) =>
    lot.bids.filter(({ excluded }) => !excluded).map((bid) => ({ lot, bid })),
  );
  const form = useFields<Values>({
    scores: rows.map(({ bid }) => ({ points: String(bid.points ?? ""), reason: bid.pointsReason ?? "" })),
  });
  const most = evaluation.maximumPoints ?? 0;
  const inRange = (value: string) =>
    /^\d{1,5}$/.test(value) && Number(value) <= most ? undefined : text.invalid(format.number(most));
  const { isDirty, isSubmitting } = form.hook.formState;
  if (rows.length === 0) return null;
  return (
    <Card title={text.title} level={3}>
      <UnsavedGuard dirty={isDirty && !isSubmitting} />
      <p className="tender-note">{text.hint(format.number(most))}</p>
      <Form
        form={form}
        onSubmit={async ({ scores }) => {
          const given = rows.map(({ lot, bid }, index) => ({
            bidId: bid.bidId,
            lotId: lot.lotId,
            points: Number(scores[index]?.points),
            reason: (scores[index]?.reason ?? "").trim(),
          }));
          const refusal = await refusalOf(
            score.mutateAsync({ id: evaluation.tenderId, version: evaluation.version, scores: given }),
          );
          if (!refusal) notify("success", text.saved);
          return refusal;
        }}
      >
        <ul className="scores">
          {rows.map(({ lot, bid }, index) => {
            const points = form.quantity(
              `scores.${index}.points`,
              text.pointsOf(bid.bidder.name, lot.title),
              {
                check: inRange,
              },
            );
            const reason = form.text(`scores.${index}.reason`, text.reasonOf(bid.bidder.name, lot.title), {
              least: 3,
            });
            return (
              <li key={`${lot.lotId} ${bid.bidId}`}>
                <fieldset className="scores__row" aria-label={`${bid.bidder.name}, ${lot.title}`}>
                  <p className="scores__bid">
                    <strong>{bid.bidder.name}</strong>
                    <span className="tender-aside">
                      {lot.title} · {format.money(bid.total)}
                    </span>
                  </p>
                  <QuantityField {...points} label={text.points} unit={text.unit} />
                  <TextField {...reason} label={text.reason} maxLength={2000} />
                </fieldset>
              </li>
            );
          })}
        </ul>
        <div>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {text.save}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
