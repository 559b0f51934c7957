import type { EvaluatedBid, EvaluatedLot } from "../../api/evaluation";
import type { Criterion } from "../../api/tenders";
import { formatFigures } from "../../lib/quantity";
import { evaluationText } from "../../text/evaluation";
import { useLanguage, useText } from "../../text/text";
import { classes } from "../../ui/classes";
import { Disclosure } from "../../ui/Disclosure";
import { type Column, Table } from "../../ui/Table";
import { type Place, placesOf } from "./criteria";

/** What each bid has under each criterion: bidders in columns, the tree of criteria in rows. */
export function Marks(props: { lot: EvaluatedLot; criteria: readonly Criterion[] | undefined }) {
  const { lot, criteria } = props;
  const texts = useText(evaluationText);
  const text = texts.marks;
  const language = useLanguage();
  const figures = (formula: string) => formatFigures(formula, language);
  const marked = lot.bids.filter(({ marks }) => marks.length > 0);
  if (marked.length === 0) return null;
  const columns: Column<Place>[] = [
    {
      key: "criterion",
      header: text.criterion,
      rowHeader: true,
      cell: ({ criterion, depth }) => (
        <span className="tender-stack" style={{ paddingLeft: `${depth}rem` }}>
          <span>{criterion.name}</span>
          <span className="tender-aside">{text.weight(figures(criterion.weight))}</span>
        </span>
      ),
      footer: text.sum,
    },
    ...marked.map((bid) => ({
      key: bid.bidId,
      header: bid.bidder.name,
      numeric: true,
      cell: ({ criterion }: Place) => <Mark bid={bid} criterion={criterion} />,
      footer: figures(bid.points ?? ""),
    })),
  ];
  return (
    <Disclosure title={text.title}>
      <Table
        caption={`${text.title} – ${texts.lot(lot.title)}`}
        captionHidden
        columns={columns}
        rows={placesOf(criteria ?? [], "")}
        rowKey={({ number }) => number}
      />
      <ul className="marks__sums">
        {marked.map(({ bidId, bidder, pointsFormula = "" }) => (
          <li key={bidId}>
            {bidder.name}: <span className="evaluation-formula">{figures(pointsFormula)}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Mark(props: { bid: EvaluatedBid; criterion: Criterion }) {
  const { bid, criterion } = props;
  const text = useText(evaluationText).marks;
  const language = useLanguage();
  const figures = (formula: string) => formatFigures(formula, language);
  const mark = bid.marks.find((each) => each.criterion === criterion.name);
  if (!mark) return "–";
  const score = criterion.scale
    ? text.ofScale(figures(mark.score), figures(criterion.scale))
    : text.percent(figures(mark.score));
  const reason = bid.scores.find((each) => each.criterion === criterion.name)?.reason;
  return (
    <span className="evaluation-price">
      <span title={figures(mark.formula)}>{text.points(figures(mark.points))}</span>
      <span className={classes("tender-aside", mark.missed && "marks__missed")}>
        {mark.missed ? text.missed(score, figures(criterion.least ?? "")) : score}
      </span>
      {reason && <span className="tender-aside">{reason}</span>}
    </span>
  );
}
