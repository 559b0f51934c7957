import { useMemo, useState } from "react";
import type { Share } from "../../api/allocations";
import type { AllocationPreview } from "../../api/cost-pools";
import { compareDecimals } from "../../lib/decimal";
import { differenceOf } from "../../lib/money";
import { runsText } from "../../text/runs";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Double } from "../../ui/Double";
import { type Column, Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import "./ShareTable.css";
import { weightSource } from "./weightSource";

/** What a preview and an allocation have in common. */
export type Split = Pick<
  AllocationPreview,
  | "shares"
  | "scheme"
  | "regime"
  | "total"
  | "vat"
  | "granted"
  | "booked"
  | "weightSum"
  | "unitsLeft"
  | "lastRun"
>;

/** How many rows are drawn before one asks for all: a thousand of them take a moment. */
const shownAtOnce = 100;

interface ShareTableProps {
  caption: string;
  split: Split;
  /** Whether all shares are there, so that their sums stand below them. */
  complete?: boolean;
  /** The allocation whose page explains each share. */
  allocationId?: string;
  /** Whether it is booked already. */
  booked?: boolean;
}

/** Every share of a split, from its weight to what is booked, and its change against the last run. */
export function ShareTable(props: ShareTableProps) {
  const { caption, split } = props;
  const text = useText(runsText).shares;
  const format = useFormat();
  const [q, setQ] = useState("");
  const [all, setAll] = useState(false);
  const columns = useColumns(props);
  const source = useCommonSource()(split);
  const wanted = q.trim().toLowerCase();
  const found = useMemo(
    () => split.shares.filter(({ member }) => member.name.toLowerCase().includes(wanted)),
    [split.shares, wanted],
  );
  const long = split.shares.length > 12;
  return (
    <div className="share-table">
      {long && (
        <div className="share-table__search ui-no-print">
          <TextField type="search" label={text.search} value={q} onChange={setQ} />
          <p className="kern-body kern-body--small kern-body--muted" role="status">
            {text.found(format.number(found.length), format.number(split.shares.length))}
          </p>
        </div>
      )}
      <Table
        caption={caption}
        columns={wanted === "" ? columns : columns.map(({ footer: _, ...column }) => column)}
        rows={all ? found : found.slice(0, shownAtOnce)}
        rowKey={({ member }) => member.id}
        empty={<p className="kern-body">{text.none}</p>}
      />
      {!all && found.length > shownAtOnce && (
        <div>
          <Button onClick={() => setAll(true)}>{text.showAll(format.number(found.length))}</Button>
        </div>
      )}
      {source && <p className="kern-body kern-body--small kern-body--muted">{text.weights(source)}</p>}
      {split.lastRun && (
        <p className="kern-body kern-body--small kern-body--muted">
          {text.changeHint(format.span(split.lastRun.from, split.lastRun.to))}
        </p>
      )}
    </div>
  );
}

const some = (shares: readonly Share[], amountOf: (share: Share) => string | undefined) =>
  shares.some((share) => compareDecimals(amountOf(share) ?? "0", "0") !== 0);

function useColumns(props: ShareTableProps): Column<Share>[] {
  const { split, complete = true, allocationId, booked } = props;
  const text = useText(runsText);
  const { common: words } = useText(shared);
  const format = useFormat();
  const common = useCommonSource()(split);
  const bold = (value: string) => (complete ? <strong>{value}</strong> : undefined);
  const { shares, scheme } = split;
  const several = scheme.parts.length > 1;
  const money = (
    key: string,
    header: string,
    amountOf: (share: Share) => string,
    total?: string,
  ): Column<Share> => ({
    key,
    header,
    numeric: true,
    cell: (share) => format.money(amountOf(share)),
    footer: total === undefined ? undefined : bold(format.money(total)),
  });
  const columns: (Column<Share> | false)[] = [
    {
      key: "member",
      header: words.member,
      cell: (share) => (
        <Double
          first={
            allocationId ? (
              <TextLink
                to="/costs/allocations/$id/shares/$memberId"
                params={{ id: allocationId, memberId: share.member.id }}
                aria-label={text.shares.explain(share.member.name)}
              >
                {share.member.name}
              </TextLink>
            ) : (
              share.member.name
            )
          }
          second={<Origin share={share} source={common === undefined} />}
        />
      ),
      footer: bold(text.shares.sum),
    },
    {
      key: "weight",
      header: text.shares.weight,
      numeric: true,
      cell: (share) => (several && share.parts ? <Parts share={share} /> : format.number(share.weight)),
      // Of groups that are rounded by themselves the sum is the one of their weights.
      footer: several || scheme.rounding === "per-stage" ? undefined : bold(format.number(split.weightSum)),
    },
    {
      key: "share",
      header: text.shares.share,
      numeric: true,
      cell: (share) => <Double first={format.money(share.share)} second={share.extra && text.shares.extra} />,
      footer: bold(format.money(split.total)),
    },
    some(shares, ({ vat }) => vat) && money("vat", text.shares.vat, ({ vat }) => vat, split.vat),
    some(shares, ({ granted }) => granted) &&
      money("granted", text.shares.granted, ({ granted }) => granted, split.granted),
    money("bears", text.shares.bears, ({ bears }) => bears),
    some(shares, ({ before }) => before) && money("before", text.shares.before, ({ before }) => before),
    money(
      "booked",
      booked ? text.shares.bookedDone : text.shares.booked,
      (share) => share.booked,
      split.booked,
    ),
    shares.some(({ last }) => last !== undefined) && {
      key: "change",
      header: text.shares.change,
      numeric: true,
      cell: ({ bears, last }) => (last === undefined ? "–" : <Change amount={differenceOf(bears, last)} />),
    },
  ];
  return columns.filter((column) => column !== false);
}

/** Where all weights come from, if it is the same for all of them. */
function useCommonSource(): (split: Split) => string | undefined {
  const { sources } = useText(runsText);
  const format = useFormat();
  return ({ shares }) => {
    const [first, ...others] = new Set(
      shares.map(({ parts, weightSource: one }) => parts?.map(({ source }) => source).join("\n") ?? one),
    );
    if (!first || others.length > 0) return undefined;
    return first
      .split("\n")
      .map((source) => weightSource(source, sources, format.date))
      .join("; ");
  };
}

/** What else made the share: group, bound, days; and the source of its weight where each has its own. */
function Origin(props: { share: Share; source: boolean }) {
  const { share, source } = props;
  const text = useText(runsText);
  const format = useFormat();
  return [
    share.group,
    share.held && text.shares.held[share.held],
    share.days !== undefined && text.shares.days(share.days),
    source && weightSource(share.weightSource, text.sources, format.date),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Of a mix each key's own weight: the whole number that stands for all of them says nothing to people. */
function Parts(props: { share: Share }) {
  const format = useFormat();
  return (
    <span className="share-table__parts">
      {props.share.parts?.map(({ key, percent, weight }) => (
        <span key={key}>
          <span className="ui-muted">{format.percent(Number(percent))} ×</span> {format.number(weight)}
        </span>
      ))}
    </span>
  );
}

function Change(props: { amount: string | null }) {
  const { amount } = props;
  const format = useFormat();
  if (amount === null) return "–";
  return `${compareDecimals(amount, "0") > 0 ? "+" : ""}${format.money(amount)}`;
}
