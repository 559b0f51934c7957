import { type ClipboardEvent, type FormEvent, useRef, useState } from "react";
import { useAct } from "../../api/act";
import { handInBid } from "../../api/bids";
import type { Lot, LotItem, Tender } from "../../api/tenders";
import { toBase64 } from "../../lib/bytes";
import { painted } from "../../lib/painted";
import { pastedCells, placed } from "../../lib/pasted";
import type { Sealed } from "../../lib/sealing";
import { bidsText } from "../../text/bids";
import { refusalOf } from "../../text/problems";
import { tendersText } from "../../text/tenders";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Loader } from "../../ui/Loader";
import { PriceField } from "../../ui/PriceField";
import { Table } from "../../ui/Table";
import { useFormat, useWords } from "../../ui/words";
import { UnsavedGuard } from "../UnsavedGuard";
import { PriceSheetUpload } from "./PriceSheetUpload";
import type { Handed } from "./Receipt";
import { SealingNote } from "./SealingNote";
import { sealBid } from "./sealBid";
import { isLeftOut, isOffered, isPrice, missingPrices, offeredPrices, type Prices, priceGrid } from "./sheet";

interface PriceSheetProps {
  tender: Tender;
  /** The supplier that bids. */
  bidder: string;
  /** Whether there is a version of the bid already. */
  replaces: boolean;
  onHandedIn: (handed: Handed) => void;
  onCancel: () => void;
}

/** Where a bidder enters prices, which are sealed here and then handed in. */
export function PriceSheet(props: PriceSheetProps) {
  const { tender, replaces, onCancel } = props;
  const text = useText(bidsText).sheet;
  const language = useLanguage();
  const [prices, setPrices] = useState<Prices>({});
  const [checked, setChecked] = useState(false);
  const [pasted, setPasted] = useState<{ count: number; left: number }>();
  const { stage, failure, send } = useHandIn(props);
  const error = useRef<HTMLDivElement>(null);
  const complaint = checked ? complaintOf(tender.lots, prices) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (stage) return;
    setChecked(true);
    if (complaintOf(tender.lots, prices)) requestAnimationFrame(() => error.current?.focus());
    else void send(offeredPrices(tender.lots, prices));
  };
  const paste = (item: LotItem, clipboard: string): boolean => {
    const cells = pastedCells(clipboard);
    if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return false; // one value: the field takes it itself
    const result = placed(cells, priceGrid(tender.lots, language), { item: item.id, column: "price" });
    const changed = Object.entries(result.changed).map(([id, { price = "" }]) => [id, price]);
    setPrices((before) => ({ ...before, ...Object.fromEntries(changed) }));
    setPasted({ count: changed.length, left: result.left });
    return true;
  };

  return (
    <form className="bid-sheet" noValidate onSubmit={submit} aria-labelledby="sheet">
      <UnsavedGuard dirty={Object.values(prices).some((price) => price !== "")} />
      <h2 id="sheet" className="kern-heading-medium">
        {replaces ? text.newVersion : text.title}
      </h2>
      <SealingNote tender={tender} />
      <div ref={error} tabIndex={-1}>
        {(failure || complaint) && (
          <Alert tone="danger" live title={failure ?? (complaint ? text[complaint] : "")} />
        )}
      </div>
      <p className="bid-note ui-text">
        {text.hint} {text.paste}
      </p>
      <PriceSheetUpload tender={tender} onRead={(read) => setPrices((before) => ({ ...before, ...read }))} />
      {pasted && (
        <Alert tone={pasted.left > 0 ? "warning" : "success"} live title={text.pasted(pasted.count)}>
          {pasted.left > 0 && text.pastedLeft(pasted.left)}
        </Alert>
      )}
      {tender.lots.map((lot) => (
        <LotSheet
          key={lot.id}
          {...{ lot, prices, checked }}
          onEnter={(id, price) => setPrices((before) => ({ ...before, [id]: price }))}
          onPaste={paste}
        />
      ))}
      {stage && <Loader label={text[stage]} />}
      <ButtonRow>
        <Button type="submit" variant="primary" busy={stage !== undefined}>
          {text.submit}
        </Button>
        {replaces && <Button onClick={onCancel}>{text.cancel}</Button>}
      </ButtonRow>
    </form>
  );
}

/** What is wrong with the whole sheet; what is wrong with one price stands at its field. */
function complaintOf(lots: readonly Lot[], prices: Prices): "lotIncomplete" | "nothing" | undefined {
  if (lots.every((lot) => isLeftOut(lot, prices))) return "nothing";
  return lots.every((lot) => isOffered(lot, prices) || isLeftOut(lot, prices)) ? undefined : "lotIncomplete";
}

/** Seals prices and hands them in, and tells how far that is. */
function useHandIn(props: PriceSheetProps) {
  const { tender, bidder, onHandedIn } = props;
  const text = useText(bidsText).sheet;
  const handIn = useAct(handInBid);
  const [stage, setStage] = useState<"sealing" | "sending">();
  const [failure, setFailure] = useState<string>();
  // What may have arrived without an answer is sent again as it is: sealed anew it would be another version.
  const last = useRef<{ prices: string; sealed: Sealed }>(undefined);

  const sealOnce = async (prices: Record<string, string>): Promise<Sealed | "wrong-key"> => {
    const key = JSON.stringify(prices);
    if (last.current?.prices === key) return last.current.sealed;
    const sealed = await sealBid(tender, bidder, prices);
    if (sealed !== "wrong-key") last.current = { prices: key, sealed };
    return sealed;
  };
  const deliver = async (prices: Record<string, string>): Promise<string | undefined> => {
    setStage("sealing");
    await painted();
    const sealed = await sealOnce(prices).catch(() => undefined);
    if (!sealed) return text.failed;
    if (sealed === "wrong-key") return text.wrongKey;
    setStage("sending");
    const { container, innerHash, contentHash, content } = sealed;
    const bid = { container: toBase64(container), innerHash, contentHash };
    const refusal = await refusalOf(
      handIn.mutateAsync({ tenderId: tender.id, bid }).then((receipt) => onHandedIn({ receipt, content })),
    );
    return refusal?.message;
  };
  const send = async (prices: Record<string, string>) => {
    setFailure(undefined);
    const failed = await deliver(prices);
    setStage(undefined);
    setFailure(failed);
  };
  return { stage, failure, send };
}

function LotSheet(props: {
  lot: Lot;
  prices: Prices;
  checked: boolean;
  onEnter: (itemId: string, price: string) => void;
  onPaste: (item: LotItem, clipboard: string) => boolean;
}) {
  const { lot, prices, checked, onEnter, onPaste } = props;
  const text = useText(bidsText).sheet;
  const titles = useText(tendersText).lot;
  const { words } = useWords();
  const language = useLanguage();
  const format = useFormat();
  const leftOut = isLeftOut(lot, prices);
  const faultOf = (price: string) => {
    if (!checked) return undefined;
    if (price === "") return leftOut ? undefined : words.required;
    return isPrice(price) ? undefined : words.priceInvalid;
  };
  return (
    <div className="tender-lot">
      <div className="tender-lot__head">
        <h3 className="kern-title kern-title--small">{titles.one(lot.position, lot.title)}</h3>
        <LotState lot={lot} prices={prices} />
      </div>
      <Table
        caption={text.table(titles.one(lot.position, lot.title))}
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
                  error={faultOf(prices[item.id] ?? "")}
                  onChange={(price) => onEnter(item.id, price)}
                />
              </div>
            ),
          },
        ]}
      />
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
