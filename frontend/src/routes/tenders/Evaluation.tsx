import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type EvaluatedBid, type EvaluatedLot, evaluationQuery, excludeBid } from "../../api/evaluation";
import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { formatFigures } from "../../lib/quantity";
import { bidsText } from "../../text/bids";
import { evaluationText } from "../../text/evaluation";
import { sentenceOfCode } from "../../text/faults";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { EmptyState } from "../../ui/EmptyState";
import { notify } from "../../ui/notify";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ReasonDialog } from "../ReasonDialog";
import { Comparison, ComparisonDownload } from "./Comparison";
import { LowPrices } from "./LowPrices";
import { Marks } from "./Marks";
import { Stability } from "./Stability";
import "./Evaluation.css";

/** The opened bids compared, lot by lot: prices, points, ranking with the computation. */
export function Evaluation(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(evaluationText);
  const may = useMay();
  const { data: evaluation } = useSuspenseQuery(evaluationQuery(tender.id));
  const open = tender.status === "opened" || tender.status === "evaluating";
  const evaluates = open && may("tender.evaluate");
  return (
    <section className="ui-section" aria-labelledby="evaluation">
      <h2 id="evaluation" className="kern-heading-medium">
        {text.title}
      </h2>
      {tender.pricesOpenedAt && <ComparisonDownload tender={tender} />}
      {evaluation.lots.map((lot) => (
        <LotEvaluation key={lot.lotId} lot={lot} tender={tender} evaluates={evaluates} />
      ))}
    </section>
  );
}

function LotEvaluation(props: { lot: EvaluatedLot; tender: Tender; evaluates: boolean }) {
  const { lot, tender, evaluates } = props;
  const text = useText(evaluationText);
  return (
    <div className="evaluation-lot">
      <h3 className="kern-title">{text.lot(lot.title)}</h3>
      {lot.bids.length === 0 ? (
        <EmptyState title={text.noBids} />
      ) : (
        <>
          {lot.tied && <Alert tone="warning" title={text.ranking.tied} />}
          {!lot.complete && !lot.refused && <Alert tone="info" title={text.ranking.incomplete} />}
          {lot.refused && <Alert tone="danger" title={sentenceOfCode(lot.refused)} />}
          <Ranking lot={lot} tender={tender} evaluates={evaluates} />
          <Figures lot={lot} />
          <Marks lot={lot} criteria={tender.rules.criteria} />
          <LowPrices lot={lot} tender={tender} evaluates={evaluates} />
          <Stability lot={lot} />
          {tender.pricesOpenedAt && <Comparison lot={lot} />}
        </>
      )}
    </div>
  );
}

/** Why a bid is out, in words. */
function useReason(): (bid: EvaluatedBid) => string {
  const { reasons } = useText(bidsText);
  return ({ excludedReason = "" }) => reasons[excludedReason] ?? excludedReason;
}

function Ranking(props: { lot: EvaluatedLot; tender: Tender; evaluates: boolean }) {
  const { lot, tender, evaluates } = props;
  const texts = useText(evaluationText);
  const text = texts.ranking;
  const { common } = useText(shared);
  const language = useLanguage();
  const format = useFormat();
  const reason = useReason();
  const scored = (tender.rules.criteria ?? []).length > 0;
  const columns: Column<EvaluatedBid>[] = [
    {
      key: "rank",
      header: text.rank,
      numeric: true,
      cell: ({ rank }) => (rank ? text.place(rank) : text.none),
    },
    {
      key: "bidder",
      header: text.bidder,
      rowHeader: true,
      cell: (bid) => (
        <span className="tender-stack">
          <span className={classes(bid.rank === 1 && "evaluation-first", bid.excluded && "evaluation-out")}>
            {bid.bidder.name}
          </span>
          {bid.excluded && <span className="tender-aside">{text.excludedBecause(reason(bid))}</span>}
        </span>
      ),
    },
    {
      key: "total",
      header: text.total,
      numeric: true,
      cell: ({ total, prices }) => {
        if (!tender.pricesOpenedAt) return text.sealed;
        return total && prices.length > 0 ? format.money(total) : text.none;
      },
    },
    ...(scored
      ? [
          {
            key: "points",
            header: text.points,
            numeric: true,
            cell: ({ points }: EvaluatedBid) =>
              points === undefined ? text.none : formatFigures(points, language),
          },
        ]
      : []),
    {
      key: "formula",
      header: text.formula,
      cell: ({ formula, excluded, band, inBand }) => {
        if (formula)
          return (
            <span className="tender-stack">
              <span className="evaluation-formula">{formatFigures(formula, language)}</span>
              {band && (
                <span className="tender-aside evaluation-formula" title={formatFigures(band, language)}>
                  {inBand ? texts.inBand : texts.outOfBand}
                </span>
              )}
            </span>
          );
        return excluded || !tender.pricesOpenedAt ? text.none : text.waits;
      },
    },
    ...(evaluates
      ? [
          {
            key: "act",
            header: common.actions,
            action: true,
            cell: (bid: EvaluatedBid) => !bid.excluded && <ExcludeButton bid={bid} tender={tender} />,
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={`${text.title} – ${texts.lot(lot.title)}`}
      captionHidden
      columns={columns}
      rows={lot.bids}
      rowKey={({ bidId }) => bidId}
    />
  );
}

function ExcludeButton(props: { bid: EvaluatedBid; tender: Tender }) {
  const { bid, tender } = props;
  const text = useText(evaluationText).exclude;
  const exclude = useAct(excludeBid);
  const [asking, setAsking] = useState(false);
  const { name } = bid.bidder;
  return (
    <>
      <Button small variant="tertiary" aria-label={text.of(name)} onClick={() => setAsking(true)}>
        {text.act}
      </Button>
      <ReasonDialog
        open={asking}
        title={text.title(name)}
        hint={text.hint}
        act={text.act}
        onClose={() => setAsking(false)}
        onAct={async (reason) => {
          await exclude.mutateAsync({ id: tender.id, version: tender.version, bidId: bid.bidId, reason });
          notify("success", text.done(name));
        }}
      />
    </>
  );
}

/** What the method took from all admitted bids. */
function Figures(props: { lot: EvaluatedLot }) {
  const { lot } = props;
  const text = useText(evaluationText);
  const language = useLanguage();
  if (lot.figures.length === 0) return null;
  return (
    <p className="tender-note">
      {text.figures}:{" "}
      {lot.figures.map(({ symbol, formula }) => (
        <span key={symbol} className="evaluation-formula evaluation-figure">
          {formatFigures(formula, language)}
        </span>
      ))}
    </p>
  );
}
