import type { BidReceipt } from "../../api/bids";
import { download, fileName } from "../../lib/download";
import { bidsText } from "../../text/bids";
import { useText } from "../../text/text";
import { CopyButton } from "../../ui/CopyButton";
import { DescriptionList } from "../../ui/DescriptionList";
import { Fingerprint } from "../../ui/Fingerprint";

interface ReceiptTexts {
  receipt: { file: (tender: string, version: number) => string };
}

/** Gives out the signed receipt as the file that "allmende verify receipt" takes. */
export function downloadReceipt(receipt: BidReceipt, text: ReceiptTexts): void {
  download(
    text.receipt.file(fileName(receipt.tenderNumber), receipt.version),
    receipt.note,
    "text/plain;charset=utf-8",
  );
}

/** The key of this service, and how anybody checks the stored receipt with it, without the service. */
export function ReceiptCheck(props: { receipt: BidReceipt }) {
  const { receipt } = props;
  const text = useText(bidsText).receipt;
  const file = text.file(fileName(receipt.tenderNumber), receipt.version);
  const command = `allmende verify receipt ${file} --key ${receipt.verifierKey}`;
  return (
    <div className="bid-check">
      <DescriptionList
        facts={[[text.key, <Fingerprint key="key" label={text.key} value={receipt.verifierKey} />]]}
      />
      <p className="bid-note">{text.check}</p>
      <div className="bid-command">
        <code className="ui-code">{command}</code>
        <CopyButton label={text.command} value={command} />
      </div>
    </div>
  );
}
