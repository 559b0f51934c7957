import { useState } from "react";
import { useAct } from "../../api/act";
import { type Bid, type BidReceipt, fetchReceipt } from "../../api/bids";
import { bidsText } from "../../text/bids";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { Disclosure } from "../../ui/Disclosure";
import { Fingerprint } from "../../ui/Fingerprint";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { downloadReceipt, ReceiptCheck } from "./ReceiptCheck";

/** Fetches the receipt of a version of a bid, and shows it with the key that it is checked with. */
export function ReceiptButton(props: { tenderId: string; bid: Bid; small?: boolean }) {
  const { tenderId, bid, small = false } = props;
  const text = useText(bidsText);
  const fetching = useAct(fetchReceipt);
  const [receipt, setReceipt] = useState<BidReceipt>();
  return (
    <>
      <Button
        small={small}
        {...(small && { variant: "tertiary" as const })}
        busy={fetching.isPending}
        aria-label={text.list.receiptOf(bid.bidder.name, bid.version)}
        onClick={() =>
          fetching.mutate(
            { tenderId, bidId: bid.id },
            { onSuccess: setReceipt, onError: (problem) => notify("danger", sentenceOf(problem)) },
          )
        }
      >
        {small ? text.list.receipt : text.own.receipt}
      </Button>
      <Dialog
        open={receipt !== undefined}
        title={text.receipt.of(bid.bidder.name, bid.version)}
        onClose={() => setReceipt(undefined)}
      >
        {receipt && <Kept receipt={receipt} />}
      </Dialog>
    </>
  );
}

/** A receipt that was given before. */
function Kept(props: { receipt: BidReceipt }) {
  const { receipt } = props;
  const texts = useText(bidsText);
  const text = texts.receipt;
  const format = useFormat();
  return (
    <div className="bid-receipt">
      <DescriptionList
        facts={[
          [text.receivedAt, format.instant(receipt.receivedAt)],
          [text.deadline, format.instant(receipt.deadline)],
          [
            text.manifest,
            receipt.manifestHash && (
              <Fingerprint key="manifest" label={text.manifest} value={receipt.manifestHash} />
            ),
          ],
        ]}
      />
      <ButtonRow>
        <Button variant="primary" icon="download" onClick={() => downloadReceipt(receipt, texts)}>
          {text.download}
        </Button>
      </ButtonRow>
      <ReceiptCheck receipt={receipt} />
      <Disclosure title={text.note}>
        <pre className="ui-code bid-signed">{receipt.note}</pre>
      </Disclosure>
    </div>
  );
}
