import { useState } from "react";
import { useAct } from "../../api/act";
import { askAboutPrice, decideAboutPrice, type EvaluatedLot } from "../../api/evaluation";
import type { Tender } from "../../api/tenders";
import { formatFigures } from "../../lib/quantity";
import { lowPricesText } from "../../text/lowPrices";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { RadioGroup } from "../../ui/Checks";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";

type Clarification = EvaluatedLot["clarifications"][number];

/** A price that is strikingly low now, or was when the bidder was asked. */
interface Finding {
  bidId: string;
  bidder: string;
  next?: string | undefined;
  mean?: string | undefined;
  clarification?: Clarification | undefined;
}

function findingsOf(lot: EvaluatedLot): Finding[] {
  const asked = lot.clarifications.map((clarification) => ({
    bidId: clarification.bidId,
    bidder: clarification.bidder.name,
    next: clarification.next,
    mean: clarification.mean,
    clarification,
  }));
  const waiting = lot.lowPrices
    .filter(({ bidId }) => asked.every((each) => each.bidId !== bidId))
    .map((low) => ({
      ...low,
      bidder: lot.bids.find(({ bidId }) => bidId === low.bidId)?.bidder.name ?? "",
    }));
  return [...waiting, ...asked];
}

/** Strikingly low prices of a lot: what was found, what the bidder answered, what was decided. */
export function LowPrices(props: { lot: EvaluatedLot; tender: Tender; evaluates: boolean }) {
  const { lot, tender, evaluates } = props;
  const text = useText(lowPricesText);
  const findings = findingsOf(lot);
  if (findings.length === 0) return null;
  return (
    <Card title={text.title(lot.title)} level={3}>
      <p className="tender-note ui-text">{text.lead}</p>
      {findings.map((finding) => (
        <LowPrice key={finding.bidId} {...{ finding, lot, tender, evaluates }} />
      ))}
    </Card>
  );
}

function LowPrice(props: { finding: Finding; lot: EvaluatedLot; tender: Tender; evaluates: boolean }) {
  const { finding, lot, tender, evaluates } = props;
  const { clarification: asked, bidder, bidId, next, mean } = finding;
  const text = useText(lowPricesText);
  const language = useLanguage();
  const format = useFormat();
  const ask = useAct(askAboutPrice);
  const [deciding, setDeciding] = useState(false);
  const figures = (formula: string | undefined) => formula && formatFigures(formula, language);
  const by = (person: string, instant: string) => text.by(person, format.instant(instant));
  return (
    <section className="low-price" aria-label={bidder}>
      <p className="low-price__head">
        <strong>{bidder}</strong>
        {asked?.verdict ? (
          <Badge tone={asked.verdict === "accept" ? "success" : "danger"}>
            {text.verdicts[asked.verdict]}
          </Badge>
        ) : (
          <Badge tone="warning">{asked ? text.waits : text.open}</Badge>
        )}
      </p>
      <DescriptionList
        facts={[
          [text.belowNext(format.number(tender.rules.low?.next ?? "")), figures(next)],
          [text.belowMean(format.number(tender.rules.low?.mean ?? "")), figures(mean)],
          [text.asked, asked && by(asked.askedBy, asked.askedAt)],
          [text.answer, asked?.verdict && (asked.answer || text.noAnswer)],
          [text.reason, asked?.reason],
          [text.decided, asked?.decidedAt && by(asked.decidedBy ?? "", asked.decidedAt)],
        ]}
      />
      {evaluates && !asked && (
        <div>
          <Button
            small
            busy={ask.isPending}
            onClick={async () => {
              const refusal = await refusalOf(
                ask.mutateAsync({ id: tender.id, version: tender.version, lotId: lot.lotId, bidId }),
              );
              if (refusal) notify("danger", refusal.message);
              else notify("success", text.askedNow(bidder));
            }}
          >
            {text.ask}
          </Button>
        </div>
      )}
      {evaluates && asked && !asked.verdict && (
        <div>
          <Button small onClick={() => setDeciding(true)}>
            {text.decide}
          </Button>
          <Dialog open={deciding} title={text.decideAbout(bidder)} onClose={() => setDeciding(false)}>
            <VerdictForm {...{ tender, lot, bidId, bidder }} onClose={() => setDeciding(false)} />
          </Dialog>
        </div>
      )}
    </section>
  );
}

function VerdictForm(props: {
  tender: Tender;
  lot: EvaluatedLot;
  bidId: string;
  bidder: string;
  onClose: () => void;
}) {
  const { tender, lot, bidId, bidder, onClose } = props;
  const text = useText(lowPricesText);
  const { common } = useText(shared);
  const decide = useAct(decideAboutPrice);
  const form = useFields<{ answer: string; verdict: "accept" | "exclude" | ""; reason: string }>({
    answer: "",
    verdict: "",
    reason: "",
  });
  return (
    <ActForm
      form={form}
      act={text.save}
      onAct={({ answer, verdict, reason }) =>
        decide.mutateAsync({
          id: tender.id,
          version: tender.version,
          verdict: {
            lotId: lot.lotId,
            bidId,
            answer: answer.trim(),
            verdict: verdict || "accept", // the form lets it not be empty
            reason: reason.trim(),
          },
        })
      }
      done={text.decidedNow(bidder)}
      onClose={onClose}
    >
      <TextArea
        {...form.text("answer", text.answer, { optional: true })}
        hint={text.answerHint}
        maxLength={10_000}
      />
      <RadioGroup
        {...form.choice("verdict", text.verdict)}
        choices={(["accept", "exclude"] as const).map((value) => ({
          value,
          label: text.verdictActs[value],
          hint: text.verdictHints[value],
        }))}
      />
      <TextArea {...form.text("reason", common.reason, { least: 3 })} maxLength={2000} />
    </ActForm>
  );
}
