import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { pagedQuery } from "../../api/pages";
import {
  itemNeedsQuery,
  memberNeedsQuery,
  type Need,
  type Round,
  type RoundMember,
  roundMembersQuery,
} from "../../api/rounds";
import { demandText } from "../../text/demand";
import { roundsText } from "../../text/rounds";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { Loader } from "../../ui/Loader";
import { More } from "../../ui/More";
import { Select } from "../../ui/Select";
import { type Column, Table } from "../../ui/Table";
import { Tabs } from "../../ui/Tabs";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { NeedsGridDownload } from "./NeedsSheet";
import { roundRoute } from "./routes";

/** Every member's needs for those who see the whole round, by member or by item, and who has not answered. */
export function MembersNeeds(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText).members;
  const answers = useText(roundsText).answers;
  const navigate = useNavigate();
  const { view } = roundRoute.useSearch();
  return (
    <section className="ui-section" aria-labelledby="members">
      <h2 id="members" className="kern-heading-medium">
        {text.title}
      </h2>
      {round.answered > 0 && <NeedsGridDownload round={round} />}
      <Tabs
        label={answers.views}
        selected={view ?? "answered"}
        tabs={[
          {
            key: "answered",
            label: answers.byMember(round.answered),
            content: <ByMember round={round} />,
          },
          { key: "items", label: answers.byItem, content: <ByItem round={round} /> },
          {
            key: "missing",
            label: answers.missing(round.invited - round.answered),
            content: <Missing round={round} />,
          },
        ]}
        onSelect={(key) =>
          navigate({
            from: roundRoute.fullPath,
            to: ".",
            search: ({ view: _, ...rest }) =>
              key === "items" || key === "missing" ? { ...rest, view: key } : rest,
            replace: true,
            resetScroll: false,
          })
        }
      />
    </section>
  );
}

/** A list that comes in pages, as far as it was fetched. */
function Paged<Item>(props: {
  query: ReturnType<typeof pagedQuery<Item>>;
  children: (items: Item[]) => ReactNode;
}) {
  const text = useText(roundsText).answers;
  const list = useInfiniteQuery(props.query);
  if (list.isPending) return <Loader />;
  if (!list.data) return <Alert tone="danger" live title={text.notLoaded} />;
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <>
      {props.children(items)}
      {list.hasNextPage && (
        <More
          shown={items.length}
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => list.fetchNextPage()}
        />
      )}
    </>
  );
}

function MemberLink(props: { id: string; name: string }) {
  return (
    <TextLink to="/members/$id" params={{ id: props.id }}>
      {props.name}
    </TextLink>
  );
}

function ByMember(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText).members;
  const answers = useText(roundsText).answers;
  const { common } = useText(shared);
  const format = useFormat();
  const [shown, setShown] = useState<RoundMember>();
  const { confirm } = useText(roundsText);
  const confirmation: Column<RoundMember> = {
    key: "confirmation",
    header: confirm.column,
    cell: ({ waits, confirmedAt, confirmedBy }) => (
      <span className="demand-item">
        {waits && <Badge tone="warning">{confirm.waiting}</Badge>}
        {confirmedAt && <time dateTime={confirmedAt}>{format.instant(confirmedAt)}</time>}
        <span className="demand-aside">{confirmedBy}</span>
      </span>
    ),
  };
  const columns: Column<RoundMember>[] = [
    {
      key: "member",
      header: common.member,
      rowHeader: true,
      cell: ({ memberId, memberName }) => <MemberLink id={memberId} name={memberName} />,
    },
    { key: "items", header: answers.needed, numeric: true, cell: ({ items }) => format.number(`${items}`) },
    {
      key: "estimate",
      header: answers.estimate,
      numeric: true,
      cell: ({ estimate }) => format.money(estimate),
    },
    {
      key: "statedAt",
      header: answers.statedAt,
      cell: ({ statedAt, statedBy }) => (
        <span className="demand-item">
          {statedAt && <time dateTime={statedAt}>{format.instant(statedAt)}</time>}
          <span className="demand-aside">{statedBy}</span>
        </span>
      ),
    },
    ...(round.confirms ? [confirmation] : []),
    {
      key: "details",
      header: answers.details,
      action: true,
      cell: (member) => (
        <Button small onClick={() => setShown(member)}>
          {answers.details}
          <span className="kern-sr-only"> {member.memberName}</span>
        </Button>
      ),
    },
  ];
  return (
    <>
      <Paged query={roundMembersQuery(round, true)}>
        {(members) => (
          <Table
            caption={answers.table}
            captionHidden
            columns={columns}
            rows={members}
            rowKey={({ memberId }) => memberId}
            empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
          />
        )}
      </Paged>
      <Dialog
        open={shown !== undefined}
        title={answers.needsOf(shown?.memberName ?? "")}
        onClose={() => setShown(undefined)}
      >
        {shown && <NeedsOf round={round} member={shown} />}
      </Dialog>
    </>
  );
}

/** What one member needs of each item. */
function NeedsOf(props: { round: Round; member: RoundMember }) {
  const { round, member } = props;
  const text = useText(demandText);
  const answers = useText(roundsText).answers;
  const { data, isPending } = useQuery(memberNeedsQuery(round.id, member.memberId));
  const quantity = useQuantity();
  if (isPending) return <Loader />;
  if (!data) return <Alert tone="danger" live title={answers.notLoaded} />;
  const items = new Map(round.items.map((item) => [item.id, item]));
  const columns: Column<Need>[] = [
    { key: "item", header: text.item, rowHeader: true, cell: ({ itemId }) => items.get(itemId)?.name },
    ...quantities(text, (need) => items.get(need.itemId)?.unit ?? "", quantity),
  ];
  return (
    <Table
      caption={answers.needsOf(member.memberName)}
      captionHidden
      columns={columns}
      rows={data.items}
      rowKey={({ itemId }) => itemId}
    />
  );
}

function useQuantity() {
  const language = useLanguage();
  const format = useFormat();
  return (value: string, unit: string) => format.quantity(value, unitName(unit, value, language));
}

function quantities(
  text: (typeof demandText)["de"],
  unitOf: (need: Need) => string,
  quantity: ReturnType<typeof useQuantity>,
): Column<Need>[] {
  return [
    {
      key: "firm",
      header: text.firm,
      numeric: true,
      cell: (need) => quantity(need.firm, unitOf(need)),
    },
    {
      key: "tolerance",
      header: text.tolerance,
      numeric: true,
      cell: (need) => quantity(need.tolerance, unitOf(need)),
    },
  ];
}

/** What all members need of one item. */
function ByItem(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText);
  const answers = useText(roundsText).answers;
  const { common } = useText(shared);
  const format = useFormat();
  const quantity = useQuantity();
  const [chosen, setChosen] = useState("");
  const item = round.items.find(({ id }) => id === chosen) ?? round.items[0];
  if (!item) return null;
  const columns: Column<Need>[] = [
    {
      key: "member",
      header: common.member,
      rowHeader: true,
      cell: ({ memberId, memberName }) => <MemberLink id={memberId} name={memberName} />,
    },
    ...quantities(text, () => item.unit, quantity),
  ];
  if (item.next)
    columns.push({
      key: "saves",
      header: answers.saves,
      numeric: true,
      cell: ({ saves }) => (saves === undefined ? "–" : format.money(saves)),
    });
  return (
    <div className="demand-grid">
      <Select
        label={answers.item}
        choices={round.items.map(({ id, name }) => ({ value: id, label: name }))}
        value={item.id}
        onChange={setChosen}
      />
      <Paged query={itemNeedsQuery(round.id, item.id)}>
        {(needs) => (
          <Table
            caption={answers.itemTable(item.name)}
            captionHidden
            columns={columns}
            rows={needs}
            rowKey={({ memberId }) => memberId}
            empty={<EmptyState title={answers.nobody} />}
          />
        )}
      </Paged>
    </div>
  );
}

function Missing(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText).members;
  return (
    <Paged query={roundMembersQuery(round, false)}>
      {(missing) =>
        missing.length === 0 ? (
          <EmptyState icon="check" title={text.complete}>
            {text.completeText}
          </EmptyState>
        ) : (
          <>
            <p className="kern-body kern-body--small ui-muted">{text.missingHint}</p>
            <ul className="demand-missing">
              {missing.map(({ memberId, memberName }) => (
                <li key={memberId}>
                  <MemberLink id={memberId} name={memberName} />
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Paged>
  );
}
