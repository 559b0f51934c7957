import type { ClipboardEvent } from "react";
import type { Lot, LotItem } from "../../api/tenders";
import { answerLength, mostAnswer } from "../../lib/content";
import { bidsText } from "../../text/bids";
import { tendersText } from "../../text/tenders";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Badge } from "../../ui/Badge";
import { PriceField } from "../../ui/PriceField";
import { Table } from "../../ui/Table";
import { TextArea } from "../../ui/TextField";
import { useFormat, useWords } from "../../ui/words";
import {
  type Answers,
  answerFault,
  type Ceilings,
  isAbove,
  isLeftOut,
  isOffered,
  isPrice,
  missingPrices,
  type Prices,
} from "./sheet";

interface LotSheetProps {
  lot: Lot;
  prices: Prices;
  ceilings: Ceilings;
  /** Whether what is wrong is shown. */
  checked: boolean;
  onEnter: (itemId: string, price: string) => void;
  onPaste: (item: LotItem, clipboard: string) => boolean;
  /** Only where points are given. */
  answers?: Answers;
  onAnswer?: (answer: string) => void;
}

/** One lot as it is bid for: a price for each item, and what is offered where that is scored. */
export function LotSheet(props: LotSheetProps) {
  const { lot, prices } = props;
  const titles = useText(tendersText).lot;
  const title = titles.one(lot.position, lot.title);
  return (
    <div className="tender-lot">
      <div className="tender-lot__head">
        <h3 className="kern-title kern-title--small">{title}</h3>
        <LotState lot={lot} prices={prices} />
      </div>
      <PriceTable {...props} title={title} />
      <Answer {...props} title={title} />
    </div>
  );
}

function PriceTable(props: LotSheetProps & { title: string }) {
  const { lot, prices, ceilings, checked, onEnter, onPaste, title } = props;
  const text = useText(bidsText).sheet;
  const { words } = useWords();
  const language = useLanguage();
  const format = useFormat();
  const leftOut = isLeftOut(lot, prices);
  const faultOf = (item: LotItem) => {
    const price = prices[item.id] ?? "";
    if (isAbove(item, prices, ceilings)) return text.above;
    if (!checked) return undefined;
    if (price === "") return leftOut ? undefined : words.required;
    return isPrice(price) ? undefined : words.priceInvalid;
  };
  return (
    <Table
      caption={text.table(title)}
      captionHidden
      rows={lot.items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "item",
          header: text.item,
          cell: ({ name, description }) => (
            <span className="tender-stack">
              <span>{name}</span>
              {description && <span className="tender-aside">{description}</span>}
            </span>
          ),
        },
        {
          key: "quantity",
          header: text.quantity,
          numeric: true,
          cell: ({ quantity, unit }) => format.quantity(quantity, unitName(unit, quantity, language)),
        },
        {
          key: "price",
          header: text.price,
          numeric: true,
          cell: (item) => (
            <div
              className="bid-price"
              onPasteCapture={(event: ClipboardEvent) => {
                if (onPaste(item, event.clipboardData.getData("text/plain"))) event.preventDefault();
              }}
            >
              <PriceField
                label={text.priceOf(item.name)}
                labelHidden
                value={prices[item.id] ?? ""}
                hint={ceilings[item.id] && text.atMost(format.price(ceilings[item.id] ?? ""))}
                error={faultOf(item)}
                onChange={(price) => onEnter(item.id, price)}
              />
            </div>
          ),
        },
      ]}
    />
  );
}

function Answer(props: LotSheetProps & { title: string }) {
  const { lot, prices, checked, answers, onAnswer, title } = props;
  const text = useText(bidsText).sheet;
  const format = useFormat();
  if (!answers || !onAnswer) return null;
  const answer = answers[lot.id] ?? "";
  const length = answerLength(answer);
  const most = format.number(mostAnswer);
  const fault = answerFault(lot, prices, answers);
  const said = fault && (fault === "answerTooLong" ? text.answerTooLong(most) : text[fault]);
  return (
    <div className="bid-answer">
      <TextArea
        label={text.answerOf(title)}
        hint={text.answerHint}
        error={checked || fault === "answerTooLong" ? said : undefined}
        value={answer}
        rows={8}
        onChange={onAnswer}
      />
      {length > 0 && <p className="bid-note">{text.answerCount(format.number(length), most)}</p>}
    </div>
  );
}

function LotState(props: { lot: Lot; prices: Prices }) {
  const { lot, prices } = props;
  const text = useText(bidsText).sheet;
  if (isOffered(lot, prices)) return <Badge tone="success">{text.offered}</Badge>;
  if (isLeftOut(lot, prices)) return <Badge tone="neutral">{text.notOffered}</Badge>;
  return <Badge tone="warning">{text.incomplete(Math.max(1, missingPrices(lot, prices)))}</Badge>;
}
