import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "../../api/problem";
import { itemNeedsQuery, type Need, type Round, type RoundItem, whatIfQuery } from "../../api/rounds";
import { useSession } from "../../api/session";
import { placesOf } from "../../lib/quantity";
import { sentenceOf } from "../../text/problems";
import { roundsText } from "../../text/rounds";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { Loader } from "../../ui/Loader";
import { More } from "../../ui/More";
import { QuantityField } from "../../ui/QuantityField";
import { Table } from "../../ui/Table";
import { useSettled } from "../../ui/useSettled";
import { useFormat } from "../../ui/words";
import { quantityFault, seesAllNeeds } from "./needs";

/** Asks, beside an item with price steps, what more of it would change. */
export function WhatIfButton(props: { round: Round; item: RoundItem }) {
  const { round, item } = props;
  const text = useText(roundsText).whatIf;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button small variant="tertiary" onClick={() => setAsking(true)}>
        {text.open}
        <span className="kern-sr-only"> {item.name}</span>
      </Button>
      <Dialog open={asking} title={text.title(item.name)} onClose={() => setAsking(false)}>
        <WhatIf round={round} item={item} />
      </Dialog>
    </>
  );
}

function WhatIf(props: { round: Round; item: RoundItem }) {
  const { round, item } = props;
  const text = useText(roundsText).whatIf;
  const language = useLanguage();
  const [more, setMore] = useState(item.next?.missing ?? "1");
  const settled = useSettled(more, 300);
  const fault = quantityFault(more, item.unit);
  const asked = settled.trim() !== "" && !quantityFault(settled, item.unit);
  return (
    <div className="demand-grid">
      <QuantityField
        label={text.more}
        unit={unitName(item.unit, more, language)}
        places={placesOf(item.unit)}
        value={more}
        error={fault && text.invalid}
        onChange={setMore}
      />
      {asked && <Answer round={round} item={item} more={settled} />}
      <p className="kern-body kern-body--small ui-muted">{text.estimated}</p>
    </div>
  );
}

function Answer(props: { round: Round; item: RoundItem; more: string }) {
  const { round, item, more } = props;
  const text = useText(roundsText).whatIf;
  const language = useLanguage();
  const format = useFormat();
  const { data, error, isPending } = useQuery(whatIfQuery(round.id, item.id, more));
  if (isPending) return <Loader />;
  if (error instanceof Problem) return <Alert tone="danger" live title={sentenceOf(error)} />;
  if (!data) return null;
  const added = format.quantity(data.more, unitName(item.unit, data.more, language));
  const lowers = Number(data.lowers);
  const outcome =
    lowers > 0
      ? text.lowers(added, format.money(data.lowers))
      : lowers < 0
        ? text.costs(added, format.money(data.lowers.replace("-", "")))
        : text.same(added);
  return (
    <>
      <Alert tone={lowers > 0 ? "success" : "info"} live title={outcome} />
      <DescriptionList
        facts={[
          [text.price, text.change(format.price(data.priceBefore), format.price(data.priceAfter))],
          [text.total, text.change(format.money(data.totalBefore), format.money(data.totalAfter))],
        ]}
      />
      {item.tiers?.mode === "marginal" && <p className="kern-body kern-body--small ui-muted">{text.mean}</p>}
      <Savings {...props} />
    </>
  );
}

/** What each member that one sees would save. */
function Savings(props: { round: Round; item: RoundItem; more: string }) {
  const { round, item, more } = props;
  const text = useText(roundsText).whatIf;
  const { common } = useText(shared);
  const session = useSession();
  const format = useFormat();
  const needs = useInfiniteQuery(itemNeedsQuery(round.id, item.id, more));
  const rows = needs.data?.pages.flatMap(({ items }) => items) ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <Table
        caption={seesAllNeeds(session) ? text.members : text.mine}
        columns={[
          { key: "member", header: common.member, rowHeader: true, cell: (need: Need) => need.memberName },
          {
            key: "saves",
            header: text.saves,
            numeric: true,
            cell: ({ saves }) => (saves === undefined ? "–" : format.money(saves)),
          },
        ]}
        rows={rows}
        rowKey={({ memberId }) => memberId}
      />
      {needs.hasNextPage && (
        <More
          shown={rows.length}
          hasMore
          loading={needs.isFetchingNextPage}
          onMore={() => needs.fetchNextPage()}
        />
      )}
    </>
  );
}
