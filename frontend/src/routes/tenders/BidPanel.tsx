import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type Bid, bidsQuery, withdrawBid } from "../../api/bids";
import { useSession } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { bidsText } from "../../text/bids";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { BidForm } from "./BidForm";
import { ConfirmBid } from "./ConfirmBid";
import { suppliersOf } from "./phases";
import { type Handed, Receipt } from "./Receipt";
import { ReceiptButton } from "./ReceiptButton";
import "./Bids.css";

/** A bidder's part of a tender that takes bids: write, seal, hand in, replace, withdraw. */
export function BidPanel(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(bidsText);
  const [supplier, another] = suppliersOf(useSession());
  const { data: bids } = useSuspenseQuery(bidsQuery(tender.id));
  const [writing, setWriting] = useState(false);
  const [handed, setHanded] = useState<Handed>();
  const format = useFormat();
  const standing = bids.find(({ status }) => status === "sealed");
  if (!supplier) return null;
  if (another) return <Alert tone="warning" title={text.sheet.severalSuppliers} />;
  if (handed) return <Receipt handed={handed} onClose={() => setHanded(undefined)} />;
  const unconfirmed = bids.find(({ confirmFor }) => confirmFor !== undefined);
  const stale = standing === undefined && bids.some(({ status }) => status === "needs-reconfirmation");
  if (tender.status !== "published")
    return <Alert tone={stale ? "danger" : "info"} title={stale ? text.own.againClosed : text.own.closed} />;
  if (standing && !writing)
    return <Standing tender={tender} bid={standing} onWrite={() => setWriting(true)} />;
  if (unconfirmed?.confirmFor !== undefined && !writing)
    return <ConfirmBid tender={tender} amendment={unconfirmed.confirmFor} onWrite={() => setWriting(true)} />;
  return (
    <>
      {stale && !unconfirmed && (
        <Alert tone="warning" title={text.own.again(format.instant(tender.deadline))}>
          {text.own.againText}
        </Alert>
      )}
      <BidForm
        tender={tender}
        bidder={supplier.id}
        replaces={standing !== undefined}
        onHandedIn={(receipt) => {
          setHanded(receipt);
          setWriting(false);
        }}
        onCancel={() => setWriting(false)}
      />
    </>
  );
}

function Standing(props: { tender: Tender; bid: Bid; onWrite: () => void }) {
  const { tender, bid, onWrite } = props;
  const text = useText(bidsText).own;
  const format = useFormat();
  const withdraw = useAct(withdrawBid);
  const [asking, setAsking] = useState(false);
  return (
    <Card title={text.standing(bid.version)} surface>
      <p className="bid-note">{text.standingText(format.instant(bid.receivedAt))}</p>
      <ButtonRow>
        <Button variant="primary" onClick={onWrite}>
          {text.newVersion}
        </Button>
        <ReceiptButton tenderId={tender.id} bid={bid} />
        <Button onClick={() => setAsking(true)}>{text.withdraw}</Button>
      </ButtonRow>
      <ConfirmDialog
        open={asking}
        title={text.withdrawTitle}
        act={text.withdraw}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await withdraw.mutateAsync(tender.id);
          notify("success", text.withdrawn);
        }}
      >
        <p className="kern-body">{text.withdrawText}</p>
      </ConfirmDialog>
    </Card>
  );
}
