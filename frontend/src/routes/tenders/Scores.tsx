import { useAct } from "../../api/act";
import { type EvaluatedBid, type EvaluatedLot, type Evaluation, scoreBids } from "../../api/evaluation";
import type { Criterion } from "../../api/tenders";
import { compareDecimals } from "../../lib/decimal";
import { evaluationText } from "../../text/evaluation";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Disclosure } from "../../ui/Disclosure";
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
  criterion: Criterion;
}

interface Values {
  scores: { score: string; reason: string }[];
}

/** The criteria that are scored: those without parts, in the order of the tree. */
export function scoredCriteria(level: readonly Criterion[] = []): Criterion[] {
  return level.flatMap((each) => (each.parts?.length ? scoredCriteria(each.parts) : [each]));
}

/** Points under each criterion for every admitted bid in every lot, each with its reason. */
export function Scores(props: { evaluation: Evaluation }) {
  const { evaluation } = props;
  const text = useText(evaluationText).scores;
  const format = useFormat();
  const score = useAct(scoreBids);
  const criteria = scoredCriteria(evaluation.rules.criteria);
  const rows: Row[] = evaluation.lots.flatMap((lot) =>
    lot.bids
      .filter(({ excluded, marks }) => !excluded || marks.length > 0)
      .flatMap((bid) => criteria.map((criterion) => ({ lot, bid, criterion }))),
  );
  const form = useFields<Values>({
    scores: rows.map(({ bid, criterion }) => {
      const given = bid.scores.find((each) => each.criterion === criterion.name);
      return { score: given?.score ?? "", reason: given?.reason ?? "" };
    }),
  });
  const { isDirty, isSubmitting } = form.hook.formState;
  const values = form.hook.watch("scores");
  if (rows.length === 0) return null;
  return (
    <Card title={text.title} level={3}>
      <UnsavedGuard dirty={isDirty && !isSubmitting} />
      <p className="tender-note">{text.hint}</p>
      <Form
        form={form}
        onSubmit={async ({ scores }) => {
          const given = rows.flatMap(({ lot, bid, criterion }, index) => {
            const { score: points = "", reason = "" } = scores[index] ?? {};
            if (points === "") return [];
            return {
              bidId: bid.bidId,
              lotId: lot.lotId,
              criterion: criterion.name,
              score: points,
              reason: reason.trim(),
            };
          });
          const refusal = await refusalOf(
            score.mutateAsync({ id: evaluation.tenderId, version: evaluation.version, scores: given }),
          );
          if (!refusal) notify("success", text.saved);
          return refusal;
        }}
      >
        <ul className="scores">
          {rows.map(({ lot, bid, criterion }, index) => {
            const most = criterion.scale ?? "0";
            const untouched = values[index]?.score === "" && values[index]?.reason === "";
            const about = [criterion.name, bid.bidder.name, lot.title] as const;
            const points = form.quantity(`scores.${index}.score`, text.pointsOf(...about), {
              optional: untouched,
              places: 3,
              check: (value) =>
                compareDecimals(value, most) <= 0 ? undefined : text.invalid(format.number(most)),
            });
            const reason = form.text(`scores.${index}.reason`, text.reasonOf(...about), {
              optional: untouched,
              least: 3,
            });
            return (
              <li key={`${lot.lotId} ${bid.bidId} ${criterion.name}`}>
                {criterion === criteria[0] && <Answer bid={bid} />}
                <fieldset className="scores__row" aria-label={about.join(", ")}>
                  <p className="scores__bid">
                    <strong>{criterion.name}</strong>
                    <span className="tender-aside">
                      {bid.bidder.name} · {lot.title}
                    </span>
                  </p>
                  <QuantityField
                    {...points}
                    optional={false}
                    label={text.points}
                    unit={text.unit(format.number(most))}
                  />
                  <TextField {...reason} optional={false} label={text.reason} maxLength={2000} />
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

/** What the bidder wrote about its offer for the lot; that is what the points are for. */
function Answer(props: { bid: EvaluatedBid }) {
  const { answer, bidder } = props.bid;
  const text = useText(evaluationText).scores;
  return (
    <div className="scores__answer">
      <Disclosure title={text.answer(bidder.name)} open>
        {answer ? (
          <p className="scores__text ui-text">{answer}</p>
        ) : (
          <p className="ui-muted">{text.noAnswer}</p>
        )}
      </Disclosure>
    </div>
  );
}
