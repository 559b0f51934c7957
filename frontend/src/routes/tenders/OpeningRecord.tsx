import type { OpeningRecord as Recorded } from "../../api/opening";
import type { Tender } from "../../api/tenders";
import { openingText } from "../../text/opening";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { DescriptionList } from "../../ui/DescriptionList";
import { EmptyState } from "../../ui/EmptyState";
import { Fingerprint } from "../../ui/Fingerprint";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";

type RecordedBid = Recorded["bids"][number];

/** Who opened what and when: the record of VgV 55(2) or UVgO 40(2), on screen and on paper. */
export function OpeningRecord(props: { record: Recorded; tender: Tender }) {
  const { record, tender } = props;
  const text = useText(openingText).record;
  const format = useFormat();
  const columns = useColumns();
  const late = record.bids.filter((bid) => bid.late);
  const inTime = record.bids.filter((bid) => !bid.late);
  return (
    <>
      <p className="kern-body">{text.basis[tender.procedure]}</p>
      <DescriptionList
        facts={[
          [text.tender, tender.title],
          [text.number, tender.number],
          [text.deadline, format.instant(tender.deadline)],
          [text.openedAt, format.instant(record.openedAt)],
          [text.officers, record.officers.join(", ")],
          [text.hash, <Fingerprint key="hash" label={text.hash} value={record.hash} />],
        ]}
      />
      <section className="ui-section" aria-labelledby="recorded">
        <h2 id="recorded" className="kern-heading-medium">
          {text.bids}
        </h2>
        <Table
          caption={text.recordedTable}
          captionHidden
          rows={inTime}
          rowKey={({ bidId }) => bidId}
          columns={columns}
          empty={<EmptyState title={text.none} />}
        />
      </section>
      {late.length > 0 && (
        <section className="ui-section" aria-labelledby="late">
          <h2 id="late" className="kern-heading-medium">
            {text.late}
          </h2>
          <p className="opening-note">{text.lateHint}</p>
          <Table
            caption={text.lateTable}
            captionHidden
            rows={late}
            rowKey={({ bidId }) => bidId}
            columns={columns.filter(({ key }) => key !== "totals")}
          />
        </section>
      )}
    </>
  );
}

function useColumns(): Column<RecordedBid>[] {
  const text = useText(openingText).record;
  const format = useFormat();
  return [
    { key: "bidder", header: text.bidder, cell: ({ bidder }) => bidder },
    {
      key: "receivedAt",
      header: text.receivedAt,
      cell: ({ receivedAt }) => <time dateTime={receivedAt}>{format.instant(receivedAt)}</time>,
    },
    { key: "totals", header: text.totals, cell: (bid) => <Totals bid={bid} /> },
    {
      key: "container",
      header: text.container,
      cell: ({ containerHash }) => <span className="ui-code opening-hash">{containerHash}</span>,
    },
    {
      key: "content",
      header: text.content,
      cell: ({ contentHash }) => <span className="ui-code opening-hash">{contentHash}</span>,
    },
  ];
}

function Totals(props: { bid: RecordedBid }) {
  const { bid } = props;
  const text = useText(openingText).record;
  const format = useFormat();
  if (!bid.readable) return <Badge tone="danger">{text.unreadable}</Badge>;
  if (bid.totals.length === 0) return <span className="ui-muted">{text.noTotal}</span>;
  return (
    <ul className="opening-totals">
      {bid.totals.map(({ lotId, lotTitle, total }) => (
        <li key={lotId}>
          <span>{lotTitle}</span> <span className="ui-figures">{format.money(total)}</span>
        </li>
      ))}
    </ul>
  );
}
