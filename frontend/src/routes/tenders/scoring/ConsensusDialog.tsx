import { useAct } from "../../../api/act";
import { confirmConsensus, type Judgement, proposeConsensus } from "../../../api/scoring";
import { refusalOf } from "../../../text/problems";
import { scoringText } from "../../../text/scoring";
import { useText } from "../../../text/text";
import { Button, ButtonRow } from "../../../ui/Button";
import { DescriptionList } from "../../../ui/DescriptionList";
import { Dialog } from "../../../ui/Dialog";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { QuantityField } from "../../../ui/QuantityField";
import { TextArea } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import type { ScoringProps } from "./ScoringPage";

interface ConsensusProps extends ScoringProps {
  judgement: Judgement;
}

/** The reasons of all evaluators for one place, the present proposal, and what an evaluator can do about it. */
export function ConsensusDialog(props: ConsensusProps & { title: string; onClose: () => void }) {
  const { scoring, judgement, title, onClose } = props;
  const format = useFormat();
  const evaluates =
    scoring.phase === "comparing" && scoring.evaluators.some(({ me, replacedAt }) => me && !replacedAt);
  return (
    <Dialog open title={title} onClose={onClose}>
      <DescriptionList
        facts={judgement.scores.map(({ person, score, reason }) => [
          person.name,
          <span key={person.id}>
            <strong>{format.number(score)}</strong> {reason}
          </span>,
        ])}
      />
      <Proposal {...props} evaluates={evaluates} />
      {evaluates && <Propose {...props} />}
    </Dialog>
  );
}

function Proposal(props: ConsensusProps & { evaluates: boolean }) {
  const { scoring, judgement, evaluates } = props;
  const text = useText(scoringText).compare;
  const format = useFormat();
  const confirm = useAct(confirmConsensus);
  const { consensus } = judgement;
  if (!consensus) return null;
  const run = async () => {
    const refusal = await refusalOf(confirm.mutateAsync({ id: scoring.tenderId, consensusId: consensus.id }));
    if (refusal) notify("danger", refusal.message);
    else notify("success", text.confirmed);
  };
  return (
    <div className="scoring-proposal">
      <strong>{text.proposal(format.number(consensus.score), consensus.proposedBy)}</strong>
      <p className="kern-body">{consensus.minute}</p>
      <p className="tender-aside">
        {consensus.agreed
          ? text.agreed
          : text.agreedBy(consensus.agreedBy.map(({ name }) => name).join(", "))}
      </p>
      {evaluates && !consensus.mine && (
        <div>
          <Button variant="primary" busy={confirm.isPending} onClick={run}>
            {text.confirm}
          </Button>
        </div>
      )}
    </div>
  );
}

function Propose(props: ConsensusProps) {
  const { scoring, judgement } = props;
  const texts = useText(scoringText);
  const text = texts.compare;
  const format = useFormat();
  const propose = useAct(proposeConsensus);
  const scale = scoring.criteria.find(({ name }) => name === judgement.criterion)?.scale ?? "0";
  const form = useFields({ score: "", minute: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ score, minute }) => {
        const { bidId, lotId, criterion } = judgement;
        const refusal = await refusalOf(
          propose.mutateAsync({
            id: scoring.tenderId,
            bidId,
            lotId,
            criterion,
            score,
            minute: minute.trim(),
          }),
        );
        if (refusal) return refusal;
        form.hook.reset();
        notify("success", text.proposedNow);
        return undefined;
      }}
    >
      <QuantityField
        {...form.quantity("score", texts.sheet.score, {
          places: 2,
          check: (value) =>
            /^\d{1,5}(\.\d{1,2})?$/.test(value) && Number(value) <= Number(scale)
              ? undefined
              : texts.sheet.outOfScale(format.number(scale)),
        })}
        unit={texts.sheet.scale(format.number(scale))}
      />
      <TextArea
        {...form.text("minute", text.minute, { least: 3 })}
        hint={text.minuteHint}
        rows={3}
        maxLength={2000}
      />
      <ButtonRow>
        <Button type="submit" busy={form.hook.formState.isSubmitting}>
          {judgement.consensus ? text.proposeOther : text.propose}
        </Button>
      </ButtonRow>
    </Form>
  );
}
