import { useState } from "react";
import { useAct } from "../../api/act";
import { downloadPriceSheet } from "../../api/price-sheet";
import type { Tender } from "../../api/tenders";
import { downloadBlob } from "../../lib/download";
import type { PriceFault, ReadSheet } from "../../lib/price-sheet";
import { priceSheetText } from "../../text/priceSheet";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { FileField } from "../../ui/FileField";
import { List } from "../../ui/List";
import { Loader } from "../../ui/Loader";

interface PriceSheetUploadProps {
  tender: Tender;
  /** Takes the prices over into the form; a sheet with a fault gives none. */
  onRead: (prices: Record<string, string>) => void;
}

/** Gives a bidder the price sheet and takes the filled one; it is read in this browser and not sent. */
export function PriceSheetUpload(props: PriceSheetUploadProps) {
  const { tender, onRead } = props;
  const text = useText(priceSheetText);
  const fetching = useAct(downloadPriceSheet);
  const [reading, setReading] = useState(false);
  const [read, setRead] = useState<ReadSheet>();
  const take = async (file: File | undefined) => {
    setRead(undefined);
    if (!file) return;
    setReading(true);
    const { readPriceSheet } = await import("../../lib/price-sheet");
    const items = tender.lots.map((lot) => lot.items.map(({ id }) => id));
    const found = await readPriceSheet(new Uint8Array(await file.arrayBuffer()), tender.id, items);
    setReading(false);
    setRead(found);
    if ("prices" in found) onRead(found.prices);
  };
  return (
    <section className="ui-section" aria-labelledby="price-sheet">
      <h3 id="price-sheet" className="kern-title kern-title--small">
        {text.title}
      </h3>
      <p className="bid-note ui-text">{text.hint}</p>
      <div>
        <Button
          icon="download"
          busy={fetching.isPending}
          onClick={() =>
            fetching.mutate(tender.id, {
              onSuccess: (file) => downloadBlob(`${tender.number}-Preise.xlsx`, file),
            })
          }
        >
          {text.download}
        </Button>
      </div>
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
      <FileField label={text.file} accept=".xlsx" onChange={(file) => void take(file)} />
      {reading && <Loader label={text.reading} />}
      {read && "prices" in read && (
        <Alert tone="success" live title={text.read(Object.keys(read.prices).length)}>
          {text.readText}
        </Alert>
      )}
      {read && "faults" in read && <Faults tender={tender} faults={read.faults} />}
    </section>
  );
}

function Faults(props: { tender: Tender; faults: readonly PriceFault[] }) {
  const { tender, faults } = props;
  const text = useText(priceSheetText);
  const names = new Map(tender.lots.flatMap(({ items }) => items).map(({ id, name }) => [id, name]));
  const sentence = ({ row, code, item, value }: PriceFault) => {
    const place = [row > 0 && text.row(row), item && names.get(item), value && `"${value}"`];
    return [...place.filter(Boolean), text.remedies[code]].join(": ");
  };
  return (
    <Alert tone="danger" live title={text.refused(faults.length)}>
      <p>{text.refusedText}</p>
      <List>
        {faults.map((fault) => (
          <li key={`${fault.row} ${fault.code} ${fault.item}`}>{sentence(fault)}</li>
        ))}
      </List>
    </Alert>
  );
}
