import type { BidReceipt } from "../../api/bids";
import type { Bytes } from "../../lib/bytes";
import { download, fileName } from "../../lib/download";
import { bidsText } from "../../text/bids";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Fingerprint } from "../../ui/Fingerprint";
import { useArrival } from "../../ui/useArrival";
import { useFormat } from "../../ui/words";

/** What a bidder holds after handing in: the receipt, and the content that it proves. */
export interface Handed {
  receipt: BidReceipt;
  content: Bytes;
}

/** The receipt of a bid, to be kept. */
export function Receipt(props: { handed: Handed; onClose: () => void }) {
  const { handed, onClose } = props;
  const { receipt, content } = handed;
  const text = useText(bidsText).receipt;
  const format = useFormat();
  const number = fileName(receipt.tenderNumber);
  const arrival = useArrival<HTMLDivElement>();
  return (
    <div ref={arrival} tabIndex={-1} className="bid-receipt">
      {receipt.late ? (
        <Alert tone="danger" live title={text.lateTitle}>
          {text.lateText}
        </Alert>
      ) : (
        <Alert tone="success" live title={text.title}>
          {text.text}
        </Alert>
      )}
      <Card title={text.hashes}>
        <DescriptionList
          facts={[
            [text.receivedAt, format.instant(receipt.receivedAt)],
            [text.version, receipt.version],
            [
              text.container,
              <Fingerprint key="container" label={text.container} value={receipt.containerHash} />,
            ],
            [text.inner, <Fingerprint key="inner" label={text.inner} value={receipt.innerHash} />],
            [text.content, <Fingerprint key="content" label={text.content} value={receipt.contentHash} />],
          ]}
        />
        <ButtonRow>
          <Button
            variant="primary"
            icon="download"
            onClick={() =>
              download(
                text.file(number, receipt.version),
                `${JSON.stringify(receipt, null, 2)}\n`,
                "application/json",
              )
            }
          >
            {text.download}
          </Button>
          <Button
            icon="download"
            onClick={() => download(text.contentFile(number, receipt.version), content, "application/json")}
          >
            {text.downloadContent}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text.close}
          </Button>
        </ButtonRow>
        <p className="bid-note">{text.contentHint}</p>
      </Card>
    </div>
  );
}
