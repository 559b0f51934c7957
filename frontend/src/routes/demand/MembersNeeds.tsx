import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { allMembersQuery } from "../../api/members";
import type { Need, Round, RoundItem } from "../../api/rounds";
import { demandText } from "../../text/demand";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { EmptyState } from "../../ui/EmptyState";
import { Loader } from "../../ui/Loader";
import { type Column, Table } from "../../ui/Table";
import { Tabs } from "../../ui/Tabs";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { type MemberRow, memberRows } from "./needs";
import { roundRoute } from "./routes";

/** Every member's needs for those who see the whole round, and who has not answered. */
export function MembersNeeds(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText).members;
  const navigate = useNavigate();
  const { view } = roundRoute.useSearch();
  return (
    <section className="ui-section" aria-labelledby="members">
      <h2 id="members" className="kern-heading-medium">
        {text.title}
      </h2>
      <Tabs
        label={text.views}
        selected={view ?? "answered"}
        tabs={[
          { key: "answered", label: text.answered(round.answered), content: <Answers round={round} /> },
          {
            key: "missing",
            label: text.missing(round.invited - round.answered),
            content: <Missing round={round} />,
          },
        ]}
        onSelect={(key) =>
          navigate({
            from: roundRoute.fullPath,
            to: ".",
            search: (before) => {
              const { view: _, ...rest } = before;
              return key === "missing" ? { ...rest, view: "missing" } : rest;
            },
            replace: true,
            resetScroll: false,
          })
        }
      />
    </section>
  );
}

function Answers(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText).members;
  const { common } = useText(shared);
  const format = useFormat();
  const columns: Column<MemberRow>[] = [
    {
      key: "member",
      header: common.member,
      rowHeader: true,
      cell: ({ memberId, memberName }) => (
        <TextLink to="/members/$id" params={{ id: memberId }}>
          {memberName}
        </TextLink>
      ),
      footer: text.sum,
    },
    ...round.items.map((item) => itemColumn(item)),
    {
      key: "statedAt",
      header: text.statedAt,
      cell: ({ last }) => (
        <span className="demand-item">
          <time dateTime={last.statedAt}>{format.instant(last.statedAt)}</time>
          <span className="demand-aside">{last.statedBy}</span>
        </span>
      ),
    },
  ];
  return (
    <div className="demand-members">
      <Table
        caption={text.table}
        captionHidden
        columns={columns}
        rows={memberRows(round)}
        rowKey={({ memberId }) => memberId}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
    </div>
  );
}

function itemColumn(item: RoundItem): Column<MemberRow> {
  return {
    key: item.id,
    header: item.name,
    numeric: true,
    cell: ({ byItem }) => <Quantities need={byItem.get(item.id)} />,
    footer: <Quantities need={item} />,
  };
}

function Quantities(props: { need: Pick<Need, "firm" | "tolerance"> | undefined }) {
  const { need } = props;
  const format = useFormat();
  const text = useText(demandText);
  if (!need) return <span className="ui-muted">–</span>;
  return (
    <span className="demand-quantities" title={text.members.cellHint}>
      <span>{format.number(need.firm)}</span>
      <span className="demand-tolerance">
        <span className="kern-sr-only">{text.tolerance} </span>+ {format.number(need.tolerance)}
      </span>
    </span>
  );
}

function Missing(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText).members;
  const { data: members, isPending } = useQuery(allMembersQuery);
  if (isPending) return <Loader />;
  if (!members) return <Alert tone="danger" live title={text.notLoaded} />;
  const answered = new Set(round.needs.map(({ memberId }) => memberId));
  const missing = members.filter(
    ({ id, guest, status }) => !guest && status === "admitted" && !answered.has(id),
  );
  if (missing.length === 0)
    return (
      <EmptyState icon="check" title={text.complete}>
        {text.completeText}
      </EmptyState>
    );
  return (
    <>
      <p className="kern-body kern-body--small ui-muted">{text.missingHint}</p>
      <ul className="demand-missing">
        {missing.map(({ id, name }) => (
          <li key={id}>
            <TextLink to="/members/$id" params={{ id }}>
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
    </>
  );
}
