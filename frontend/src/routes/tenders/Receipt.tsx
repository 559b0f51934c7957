import type { BidReceipt } from "../../api/bids";
import { download, fileName } from "../../lib/download";
import { bidsText } from "../../text/bids";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Disclosure } from "../../ui/Disclosure";
import { Fingerprint } from "../../ui/Fingerprint";
import { useArrival } from "../../ui/useArrival";
import { useFormat } from "../../ui/words";
import { downloadReceipt, ReceiptCheck } from "./ReceiptCheck";
import type { Sealed } from "./sealBid";

/** What a bidder holds after handing in: the receipt, and what was sealed here. */
export interface Handed {
  receipt: BidReceipt;
  sealed: Sealed;
}

/** The receipt of a bid, to be kept; this browser knows what it has to name. */
export function Receipt(props: { handed: Handed; onClose: () => void }) {
  const { handed, onClose } = props;
  const { receipt, sealed } = handed;
  const texts = useText(bidsText);
  const text = texts.receipt;
  const format = useFormat();
  const arrival = useArrival<HTMLDivElement>();
  return (
    <div ref={arrival} tabIndex={-1} className="bid-receipt">
      <Verdict handed={handed} />
      <Card title={text.heading}>
        <DescriptionList
          facts={[
            [text.bidder, receipt.bidder],
            [text.version, receipt.version],
            [text.receivedAt, format.instant(receipt.receivedAt)],
            [text.deadline, format.instant(receipt.deadline)],
            [text.manifest, <Fingerprint key="manifest" label={text.manifest} value={sealed.manifestHash} />],
          ]}
        />
        <ButtonRow>
          <Button variant="primary" icon="download" onClick={() => downloadReceipt(receipt, texts)}>
            {text.download}
          </Button>
          <Contents handed={handed} />
          <Button variant="tertiary" onClick={onClose}>
            {text.close}
          </Button>
        </ButtonRow>
        <p className="bid-note">{text.contentHint}</p>
        <ReceiptCheck receipt={receipt} />
        <Disclosure title={text.note}>
          <pre className="ui-code bid-signed">{receipt.note}</pre>
        </Disclosure>
      </Card>
    </div>
  );
}

/** Whether the bid is in, in time, and the one that was sealed here. */
function Verdict(props: { handed: Handed }) {
  const { receipt, sealed } = props.handed;
  const text = useText(bidsText).receipt;
  if (receipt.manifestHash !== sealed.manifestHash) {
    return (
      <Alert tone="danger" live title={text.differs}>
        {text.differsText}
      </Alert>
    );
  }
  if (receipt.late) {
    return (
      <Alert tone="danger" live title={text.lateTitle}>
        {text.lateText}
      </Alert>
    );
  }
  return (
    <Alert tone="success" live title={text.title}>
      {text.text} {text.checked}
    </Alert>
  );
}

/** What was sealed, in the clear, a file an envelope. */
function Contents(props: { handed: Handed }) {
  const { receipt, sealed } = props.handed;
  const text = useText(bidsText).receipt;
  const number = fileName(receipt.tenderNumber);
  return sealed.contents.map(({ kind, content }) => {
    const part = sealed.contents.length > 1 ? kind : "all";
    return (
      <Button
        key={kind}
        icon="download"
        onClick={() =>
          download(
            text.contentFile(number, receipt.version, text.partNames[part]),
            content,
            "application/json",
          )
        }
      >
        {text.downloadContent[part]}
      </Button>
    );
  });
}
