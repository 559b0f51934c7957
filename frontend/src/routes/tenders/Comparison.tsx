import { useAct } from "../../api/act";
import { downloadComparison, type EvaluatedBid, type EvaluatedLot } from "../../api/evaluation";
import type { Tender } from "../../api/tenders";
import { downloadBlob } from "../../lib/download";
import { evaluationText } from "../../text/evaluation";
import { sentenceOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/Icon";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import "./Evaluation.css";

type Item = EvaluatedLot["items"][number];
type Extreme = NonNullable<EvaluatedBid["extreme"]>;

/** Bidders in columns, items in rows: unit price, what the quantity comes to, and the options. */
export function Comparison(props: { lot: EvaluatedLot }) {
  const { lot } = props;
  const text = useText(evaluationText);
  const format = useFormat();
  const columns: Column<Item>[] = [
    {
      key: "item",
      header: text.item,
      cell: ({ name }) => name,
      footer: (
        <span className="tender-stack">
          <span>{text.total}</span>
          <span className="tender-aside">{text.atMost}</span>
        </span>
      ),
    },
    { key: "quantity", header: text.quantity, numeric: true, cell: (item) => <Quantities item={item} /> },
    ...lot.bids.map((bid) => ({
      key: bid.bidId,
      header: bid.excluded ? `${bid.bidder.name} (${text.excluded})` : bid.bidder.name,
      numeric: true,
      cell: ({ itemId }: Item) => <Price bid={bid} itemId={itemId} />,
      footer:
        bid.total && bid.atMost && bid.prices.length > 0 ? (
          <span className={classes("evaluation-price", bid.excluded && "evaluation-out")}>
            <Marked extreme={bid.extreme}>{format.money(bid.total)}</Marked>
            <span className="tender-aside">{format.money(bid.atMost)}</span>
          </span>
        ) : (
          text.ranking.none
        ),
    })),
  ];
  return (
    <div className="evaluation-comparison">
      <Table
        caption={`${text.comparison} – ${text.lot(lot.title)}`}
        captionHidden
        columns={columns}
        rows={lot.items}
        rowKey={({ itemId }) => itemId}
      />
      <Legend />
    </div>
  );
}

/** The firm quantity, which is compared, and how much may be called off at most. */
function Quantities(props: { item: Item }) {
  const { quantity, maximum, unit } = props.item;
  const text = useText(evaluationText);
  const language = useLanguage();
  const format = useFormat();
  const inWords = (amount: string) => format.quantity(amount, unitName(unit, amount, language));
  return (
    <span className="evaluation-price">
      <span>{inWords(quantity)}</span>
      <span className="tender-aside">{text.most(inWords(maximum))}</span>
    </span>
  );
}

function Price(props: { bid: EvaluatedBid; itemId: string }) {
  const { bid, itemId } = props;
  const format = useFormat();
  const found = bid.prices.find((price) => price.itemId === itemId);
  if (!found) return "–";
  return (
    <span className={classes("evaluation-price", bid.excluded && "evaluation-out")}>
      <Marked extreme={found.extreme}>{format.price(found.price)}</Marked>
      <span className="tender-aside">{format.money(found.total)}</span>
    </span>
  );
}

const arrows = { lowest: "arrow-down", highest: "arrow-up" } as const;

/** An amount, with an arrow and a word for it where it is the lowest or the highest. */
function Marked(props: { extreme: Extreme | undefined; children: string }) {
  const { extreme, children } = props;
  const text = useText(evaluationText);
  if (!extreme) return <span>{children}</span>;
  return (
    <span className={`evaluation-extreme evaluation-extreme--${extreme}`}>
      <Icon name={arrows[extreme]} size="small" />
      <span className="kern-sr-only">{text.extremes[extreme]}: </span>
      {children}
    </span>
  );
}

function Legend() {
  const text = useText(evaluationText);
  return (
    <>
      <p className="tender-note evaluation-legend">
        {(["lowest", "highest"] as const).map((extreme) => (
          <span key={extreme} className={`evaluation-extreme evaluation-extreme--${extreme}`}>
            <Icon name={arrows[extreme]} size="small" />
            {text.extremes[extreme]}
          </span>
        ))}
      </p>
      <p className="tender-note">{text.options}</p>
    </>
  );
}

/** The comparison of all lots as a workbook. */
export function ComparisonDownload(props: { tender: Tender }) {
  const { id, number } = props.tender;
  const text = useText(evaluationText);
  const fetching = useAct(downloadComparison);
  return (
    <>
      <ButtonRow>
        <Button
          icon="download"
          busy={fetching.isPending}
          onClick={() => fetching.mutate(id, { onSuccess: (file) => downloadBlob(text.file(number), file) })}
        >
          {text.download}
        </Button>
      </ButtonRow>
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
    </>
  );
}
