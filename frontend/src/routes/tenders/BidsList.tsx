import { useSuspenseQuery } from "@tanstack/react-query";
import { type Bid, type BidStatus, bidsQuery } from "../../api/bids";
import { useSession } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { bidsText } from "../../text/bids";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";
import { EmptyState } from "../../ui/EmptyState";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { Hashes } from "./Hashes";
import { LateAdmission } from "./LateAdmission";
import { isOpened, seesAllBids } from "./phases";
import { ReceiptButton } from "./ReceiptButton";
import "./Bids.css";

const tones: Record<BidStatus, BadgeTone> = {
  sealed: "info",
  superseded: "neutral",
  "needs-reconfirmation": "warning",
  withdrawn: "neutral",
  late: "danger",
  opened: "info",
  "followed-up": "neutral",
  excluded: "danger",
  won: "success",
  lost: "neutral",
};

/** The bids in order of receipt with their hashes: all of them, or a bidder's own. */
export function BidsList(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(bidsText).list;
  const all = seesAllBids(useSession());
  const { data: bids } = useSuspenseQuery(bidsQuery(tender.id));
  const columns = useColumns(tender, all);
  return (
    <section className="ui-section" aria-labelledby="bids">
      <div className="tender-heading">
        <h2 id="bids" className="kern-heading-medium">
          {all ? text.title : text.own}
        </h2>
        {bids.length > 0 && (
          <p className="tender-note">
            {all ? text.order : text.orderOwn} {!isOpened(tender.status) && text.sealedNote}
          </p>
        )}
      </div>
      <Table
        caption={text.table}
        captionHidden
        rows={bids}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<EmptyState title={all ? text.empty : text.emptyOwn} />}
      />
    </section>
  );
}

function useColumns(tender: Tender, all: boolean): Column<Bid>[] {
  const text = useText(bidsText);
  const { common } = useText(shared);
  const format = useFormat();
  const received: Column<Bid> = {
    key: "receivedAt",
    header: text.list.receivedAt,
    cell: ({ receivedAt }) => <time dateTime={receivedAt}>{format.instant(receivedAt)}</time>,
  };
  const version: Column<Bid> = {
    key: "version",
    header: text.list.version,
    numeric: true,
    cell: (bid) => bid.version,
  };
  const round: Column<Bid> = {
    key: "round",
    header: text.list.round,
    numeric: true,
    cell: (bid) => bid.round,
  };
  const rounds = tender.choice.way === "negotiated" ? [round] : [];
  const bidder: Column<Bid> = { key: "bidder", header: text.list.bidder, cell: (bid) => bid.bidder.name };
  return [
    ...(all ? [bidder, ...rounds, version, received] : [received, ...rounds, version]),
    { key: "status", header: common.state, cell: (bid) => <BidState bid={bid} tender={tender} /> },
    { key: "hashes", header: text.list.hashes, cell: (bid) => <BidHashes bid={bid} /> },
    {
      key: "act",
      header: common.actions,
      action: true,
      cell: (bid) => <ReceiptButton tenderId={tender.id} bid={bid} small />,
    },
  ];
}

/** The hash of all that was handed in, and on demand those of its parts. */
function BidHashes(props: { bid: Bid }) {
  const { manifestHash, containers } = props.bid;
  const text = useText(bidsText).list;
  const parts = containers.flatMap(({ kind, containerHash, contentHash }) => {
    const part = containers.length > 1 ? kind : "all";
    return [
      [text.container[part], containerHash],
      [text.content[part], contentHash],
    ] as const;
  });
  return (
    <div className="bid-hashes">
      <Hashes of={[[text.manifest, manifestHash]]} />
      <details>
        <summary>{text.each}</summary>
        <Hashes of={parts} />
      </details>
    </div>
  );
}

function BidState(props: { bid: Bid; tender: Tender }) {
  const { bid, tender } = props;
  const { status, excludedReason } = bid;
  const text = useText(bidsText);
  return (
    <span className="tender-stack">
      <Badge tone={tones[status]}>{text.status[status]}</Badge>
      {excludedReason && (
        <span className="tender-aside">{text.reasons[excludedReason] ?? excludedReason}</span>
      )}
      {bid.late && <LateAdmission bid={bid} tender={tender} />}
    </span>
  );
}
