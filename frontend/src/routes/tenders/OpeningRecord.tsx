import { useId } from "react";
import { useAct } from "../../api/act";
import { downloadRecord, downloadRecordText, type OpeningRecord as Recorded } from "../../api/opening";
import type { Tender } from "../../api/tenders";
import { downloadBlob } from "../../lib/download";
import { bidsText } from "../../text/bids";
import { openingText } from "../../text/opening";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { EmptyState } from "../../ui/EmptyState";
import { Fingerprint } from "../../ui/Fingerprint";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { partOf } from "./ceremonies";
import "./Tenders.css";
import { Hashes } from "./Hashes";

type RecordedBid = Recorded["bids"][number];

interface RecordProps {
  record: Recorded;
  tender: Tender;
}

/** Who opened what and when: the record of VgV 55(2) or UVgO 40(2), on screen and on paper. */
export function OpeningRecord(props: RecordProps) {
  const { record, tender } = props;
  const text = useText(openingText).record;
  const columns = useColumns(record);
  const late = record.bids.filter(({ state }) => state === "late");
  const unsealed = record.bids.filter(
    ({ state }) => state === "not-sealed-again" || state === "not-confirmed",
  );
  const inTime = record.bids.filter(({ state }) => state === "opened" || state === "excluded");
  const id = useId();
  const part = text.partOf(text.parts[partOf(tender, record.kind)], record.round, record.supplement);
  return (
    <section className="ui-section opening-record" aria-labelledby={id}>
      <h2 id={id} className="kern-heading-medium">
        {part}
      </h2>
      <Facts {...props} />
      <RecordDownloads {...props} />
      <h3 className="kern-title">{text.bids}</h3>
      <Table
        caption={`${text.recordedTable}, ${part}`}
        captionHidden
        rows={inTime}
        rowKey={({ bidId }) => bidId}
        columns={columns}
        empty={<EmptyState title={text.none} />}
      />
      {late.length > 0 && (
        <>
          <h3 className="kern-title">{text.late}</h3>
          <p className="opening-note">{text.lateHint}</p>
          <Table
            caption={`${text.lateTable}, ${part}`}
            captionHidden
            rows={late}
            rowKey={({ bidId }) => bidId}
            columns={columns.filter(({ key }) => key !== "result")}
          />
        </>
      )}
      {unsealed.length > 0 && (
        <>
          <h3 className="kern-title">{text.unsealed}</h3>
          <p className="opening-note">{text.unsealedHint}</p>
          <Table
            caption={`${text.unsealed}, ${part}`}
            captionHidden
            rows={unsealed}
            rowKey={({ bidId }) => bidId}
            columns={columns.filter(({ key }) => key !== "result")}
          />
        </>
      )}
    </section>
  );
}

function Facts(props: RecordProps) {
  const { record, tender } = props;
  const text = useText(openingText).record;
  const format = useFormat();
  return (
    <>
      <p className="kern-body">{text.basis[tender.procedure]}</p>
      <DescriptionList
        facts={[
          [text.tender, tender.title],
          [text.number, tender.number],
          [text.deadline, format.instant(record.deadline)],
          [text.openedAt, format.instant(record.openedAt)],
          [
            text.officers,
            <ul key="officers" className="opening-officers">
              {record.officers.map(({ person, releasedAt, unreadable }) => (
                <li key={person.id}>
                  {unreadable > 0
                    ? text.officerUnreadable(person.name, format.instant(releasedAt), unreadable)
                    : text.officer(person.name, format.instant(releasedAt))}
                </li>
              ))}
            </ul>,
          ],
          [text.hash, <Fingerprint key="hash" label={text.hash} value={record.hash} />],
        ]}
      />
    </>
  );
}

/** The record on paper, and its text with which anybody computes the hash again. */
function RecordDownloads(props: RecordProps) {
  const { record, tender } = props;
  const text = useText(openingText).record;
  const pdf = useAct(downloadRecord);
  const wording = useAct(downloadRecordText);
  const part = partOf(tender, record.kind);
  const { kind, round, supplement } = record;
  const which = { tenderId: tender.id, kind, round, supplement };
  const name = text.file(tender.number, `${text.fileParts[part]}${text.fileOf(round, supplement)}`);
  const title = text.partOf(text.parts[part], round, supplement);
  const failed = pdf.error ?? wording.error;
  return (
    <>
      <ButtonRow>
        <Button
          icon="download"
          busy={pdf.isPending}
          aria-label={text.downloadOf(title)}
          onClick={() => pdf.mutate(which, { onSuccess: (file) => downloadBlob(`${name}.pdf`, file) })}
        >
          {text.download}
        </Button>
        <Button
          icon="download"
          busy={wording.isPending}
          aria-label={text.wordingOf(title)}
          onClick={() => wording.mutate(which, { onSuccess: (file) => downloadBlob(`${name}.txt`, file) })}
        >
          {text.wording}
        </Button>
      </ButtonRow>
      <p className="opening-note">{text.wordingHint}</p>
      {failed && <Alert tone="danger" live title={sentenceOf(failed)} />}
    </>
  );
}

function useColumns(record: Recorded): Column<RecordedBid>[] {
  const text = useText(openingText).record;
  const format = useFormat();
  return [
    { key: "bidder", header: text.bidder, cell: ({ bidder }) => bidder },
    {
      key: "receivedAt",
      header: text.receivedAt,
      cell: ({ receivedAt }) => <time dateTime={receivedAt}>{format.instant(receivedAt)}</time>,
    },
    {
      key: "result",
      header: record.kind === "price" ? text.totals : text.result,
      cell: (bid) => <Result bid={bid} priced={record.kind === "price"} />,
    },
    {
      key: "hashes",
      header: text.hashes,
      cell: ({ manifestHash, containerHash, contentHash }) => (
        <Hashes
          of={[
            [text.manifest, manifestHash],
            [text.container, containerHash],
            [text.content, contentHash],
          ]}
        />
      ),
    },
  ];
}

function Result(props: { bid: RecordedBid; priced: boolean }) {
  const { bid, priced } = props;
  const text = useText(openingText).record;
  const { reasons } = useText(bidsText);
  const format = useFormat();
  if (bid.state !== "opened") {
    return (
      <span className="tender-stack">
        <Badge tone="danger">{text.excluded}</Badge>
        {bid.reason && <span className="tender-aside">{reasons[bid.reason] ?? bid.reason}</span>}
      </span>
    );
  }
  if (!priced) return <Badge tone="success">{text.opened}</Badge>;
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
