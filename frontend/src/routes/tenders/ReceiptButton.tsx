import { useAct } from "../../api/act";
import { type Bid, type BidReceipt, fetchReceipt } from "../../api/bids";
import { download, fileName } from "../../lib/download";
import { bidsText } from "../../text/bids";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";

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

/** Fetches the receipt of a version of a bid and gives it out. */
export function ReceiptButton(props: { tenderId: string; bid: Bid; small?: boolean }) {
  const { tenderId, bid, small = false } = props;
  const text = useText(bidsText);
  const fetching = useAct(fetchReceipt);
  return (
    <Button
      icon="download"
      small={small}
      {...(small && { variant: "tertiary" as const })}
      busy={fetching.isPending}
      aria-label={text.list.receiptOf(bid.bidder.name, bid.version)}
      onClick={() =>
        fetching.mutate(
          { tenderId, bidId: bid.id },
          {
            onSuccess: (receipt) => downloadReceipt(receipt, text),
            onError: (problem) => notify("danger", sentenceOf(problem)),
          },
        )
      }
    >
      {small ? text.list.receipt : text.own.receipt}
    </Button>
  );
}
