import { type FormEvent, useRef, useState } from "react";
import type { LotItem, Tender } from "../../api/tenders";
import { pastedCells, placed } from "../../lib/pasted";
import { bidsText } from "../../text/bids";
import { useLanguage, useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Loader } from "../../ui/Loader";
import { UnsavedGuard } from "../UnsavedGuard";
import { LotSheet } from "./LotSheet";
import { PriceSheetUpload } from "./PriceSheetUpload";
import type { Handed } from "./Receipt";
import { SealingNote } from "./SealingNote";
import {
  type Answers,
  ceilingsOf,
  complaintOf,
  offeredAnswers,
  offeredPrices,
  type Prices,
  priceGrid,
} from "./sheet";
import { useHandIn } from "./useHandIn";

interface BidFormProps {
  tender: Tender;
  /** The supplier that bids. */
  bidder: string;
  /** Whether there is a version of the bid already. */
  replaces: boolean;
  onHandedIn: (handed: Handed) => void;
  onCancel: () => void;
}

/** Where a bidder enters prices and, where points are given, what it offers; sealed here and then handed in. */
export function BidForm(props: BidFormProps) {
  const { tender, bidder, replaces, onCancel } = props;
  const text = useText(bidsText).sheet;
  const language = useLanguage();
  const [prices, setPrices] = useState<Prices>({});
  const [answers, setAnswers] = useState<Answers>({});
  const [checked, setChecked] = useState(false);
  const [pasted, setPasted] = useState<{ count: number; left: number }>();
  const { stage, failure, send } = useHandIn(props);
  const error = useRef<HTMLDivElement>(null);
  const scored = tender.envelopes.includes("quality");
  const ceilings = ceilingsOf(tender, bidder);
  const complaint = complaintOf(tender.lots, prices, scored ? answers : undefined, ceilings);
  const said = checked && complaint ? text[complaint] : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (stage) return;
    setChecked(true);
    if (complaint) {
      requestAnimationFrame(() => error.current?.focus());
      return;
    }
    void send({
      prices: offeredPrices(tender.lots, prices),
      ...(scored && { answers: offeredAnswers(tender.lots, prices, answers) }),
    });
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
      <UnsavedGuard
        dirty={[prices, answers].some((all) => Object.values(all).some((value) => value !== ""))}
      />
      <h2 id="sheet" className="kern-heading-medium">
        {replaces ? text.newVersion : text.title}
      </h2>
      <SealingNote tender={tender} />
      <div ref={error} tabIndex={-1}>
        {(failure ?? said) && <Alert tone="danger" live title={failure ?? said ?? ""} />}
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
          {...{ lot, prices, ceilings, checked }}
          onEnter={(id, price) => setPrices((before) => ({ ...before, [id]: price }))}
          onPaste={paste}
          {...(scored && {
            answers,
            onAnswer: (answer) => setAnswers((before) => ({ ...before, [lot.id]: answer })),
          })}
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
