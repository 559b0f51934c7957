import { useQuery } from "@tanstack/react-query";
import { type BidderStanding, bidderStandingsQuery } from "../../api/suppliers";
import { evidenceText } from "../../text/evidence";
import { findingsText } from "../../text/findings";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Card } from "../../ui/Card";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { StandingOfSupplier } from "../StandingOfSupplier";

type Grounds = (typeof suppliersText)["de"]["bans"]["grounds"];

function inQuestion({ atDeadline, now, declared, expired, found }: BidderStanding) {
  return atDeadline !== "verified" || now !== "verified" || [declared, expired, found].some((of) => of);
}

/** How the bidders of an opened tender stood at its deadline and stand now, where that is a question. */
export function BidderStandings(props: { tenderId: string }) {
  const texts = useText(suppliersText);
  const text = texts.bidders;
  const evidence = useText(evidenceText).bidders;
  const findings = useText(findingsText);
  const format = useFormat();
  const { data } = useQuery(bidderStandingsQuery(props.tenderId));
  if (!data?.items.some(inQuestion)) return null;
  const columns: Column<BidderStanding>[] = [
    { key: "bidder", header: text.bidder, cell: ({ bidder }) => bidder.name },
    {
      key: "deadline",
      header: text.atDeadline,
      cell: ({ atDeadline }) => <StandingOfSupplier standing={atDeadline} />,
    },
    { key: "now", header: text.now, cell: ({ now }) => <StandingOfSupplier standing={now} /> },
    {
      key: "because",
      header: text.because,
      cell: ({ ground, reason, until, declared, expired, found }) =>
        [
          ground && texts.bans.grounds[ground as keyof Grounds],
          reason,
          until && texts.until(format.date(until)),
          ...(declared ?? []).map(evidence.declared),
          ...(found ?? []).map((at) => findings.found(texts.bans.grounds[at as keyof Grounds] ?? at)),
          expired && evidence.expired(expired.join(", ")),
        ]
          .filter(Boolean)
          .join(" · ") || "–",
    },
  ];
  return (
    <Card title={text.title}>
      <p className="kern-body">{text.text}</p>
      <Table
        caption={text.list}
        captionHidden
        columns={columns}
        rows={data.items}
        rowKey={({ bidId }) => bidId}
      />
    </Card>
  );
}
