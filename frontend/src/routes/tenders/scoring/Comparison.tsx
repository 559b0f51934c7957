import { useState } from "react";
import type { Judgement } from "../../../api/scoring";
import { scoringText } from "../../../text/scoring";
import { useText } from "../../../text/text";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { type Column, Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ConsensusDialog } from "./ConsensusDialog";
import type { ScoringProps } from "./ScoringPage";

/** Everybody's scores side by side with their spread, when all are handed in; until then only that they wait. */
export function Comparison(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).compare;
  const format = useFormat();
  const [shown, setShown] = useState<string>();
  if (scoring.judgements.length === 0)
    return (
      <Card title={text.title}>
        <p className="tender-note">{text.waiting}</p>
      </Card>
    );
  const bidOf = (judgement: Judgement) => scoring.bids.find(({ bidId }) => bidId === judgement.bidId);
  const lotOf = (judgement: Judgement) =>
    bidOf(judgement)?.lots.find(({ lotId }) => lotId === judgement.lotId)?.title ?? "";
  const placeOf = (judgement: Judgement) =>
    [bidOf(judgement)?.bidder.name, lotOf(judgement), judgement.criterion].join(" – ");
  const severalLots = new Set(scoring.judgements.map(({ lotId }) => lotId)).size > 1;
  const people = scoring.judgements[0]?.scores.map(({ person }) => person) ?? [];
  const exact = (value: string) => (value.includes("/") ? value : format.number(value));
  const opened = scoring.judgements.find((each) => keyOf(each) === shown);
  const columns: Column<Judgement>[] = [
    {
      key: "bid",
      header: text.bid,
      cell: (each) => (
        <>
          {bidOf(each)?.bidder.name}
          {severalLots && <span className="tender-aside scoring-lot">{lotOf(each)}</span>}
        </>
      ),
    },
    { key: "criterion", header: text.criterion, cell: ({ criterion }) => criterion },
    ...people.map((person) => ({
      key: person.id,
      header: person.name,
      numeric: true,
      cell: (each: Judgement) =>
        format.number(each.scores.find((one) => one.person.id === person.id)?.score ?? ""),
    })),
    { key: "spread", header: text.spread, numeric: true, cell: ({ spread }) => format.number(spread) },
    { key: "state", header: text.consensus, cell: (each) => <State judgement={each} /> },
    {
      key: "final",
      header: text.final,
      numeric: true,
      cell: (each) => <strong>{isOpen(each) ? "–" : exact(each.final)}</strong>,
    },
    {
      key: "open",
      header: text.reasons,
      action: true,
      cell: (each) => (
        <Button small onClick={() => setShown(keyOf(each))} aria-label={text.openOf(placeOf(each))}>
          {isOpen(each) ? text.open : text.reasons}
        </Button>
      ),
    },
  ];
  return (
    <Card title={text.title}>
      <Table caption={text.table} captionHidden columns={columns} rows={scoring.judgements} rowKey={keyOf} />
      {opened && (
        <ConsensusDialog
          scoring={scoring}
          judgement={opened}
          title={placeOf(opened)}
          onClose={() => setShown(undefined)}
        />
      )}
    </Card>
  );
}

function keyOf(judgement: Judgement): string {
  return [judgement.bidId, judgement.lotId, judgement.criterion].join(" ");
}

/** Whether the evaluators still have to agree here. */
function isOpen(judgement: Judgement): boolean {
  return judgement.wide && !judgement.consensus?.agreed;
}

function State(props: { judgement: Judgement }) {
  const { wide, consensus } = props.judgement;
  const text = useText(scoringText).compare;
  if (consensus?.agreed) return <Badge tone="success">{text.consensus}</Badge>;
  if (consensus) return <Badge tone="warning">{text.proposed}</Badge>;
  return wide ? <Badge tone="warning">{text.wide}</Badge> : <Badge tone="neutral">{text.mean}</Badge>;
}
