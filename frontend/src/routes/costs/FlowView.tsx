import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { CostKey } from "../../api/cost-pools";
import type { CostFlow } from "../../api/cost-reports";
import { costReportsText } from "../../text/cost-reports";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { FlowChart } from "./FlowChart";
import type { Painting } from "./flowOption";
import "./FlowView.css";
import { usePainted } from "../../ui/usePainted";

type Node = CostFlow["nodes"][number];

/** How many lines of the table are drawn before one asks for all. */
const shownAtOnce = 40;

/** The flow of costs as a picture, and beside it the same figures as a table with links. */
export function FlowView(props: {
  flow: CostFlow;
  /** The pool on whose page it stands. */
  poolId?: string | undefined;
  /** Whether it is only a part of a page. */
  brief?: boolean;
}) {
  const { flow, poolId, brief } = props;
  const text = useText(costReportsText).flow;
  const format = useFormat();
  const navigate = useNavigate();
  const nameOf = useNodeName();
  const painting = usePainted(paintingNow);
  const [all, setAll] = useState(false);
  const byId = useMemo(() => new Map(flow.nodes.map((node) => [node.id, node])), [flow]);
  const pick = (id: string) => {
    const node = byId.get(id);
    const owner = node && ownerOf(node);
    if (!node || !owner) return;
    if (node.kind === "member")
      navigate({ to: "/accounts/members/$memberId", params: { memberId: owner }, search: days(flow) });
    else if (owner !== poolId) navigate({ to: "/costs/$id", params: { id: owner } });
  };
  const most = brief ? 8 : shownAtOnce;
  const rows = all ? flow.links : flow.links.slice(0, most);
  return (
    <div className="flow-view">
      <figure style={{ margin: 0 }}>
        <FlowChart
          flow={flow}
          label={`${text.picture(format.date(flow.from), format.date(flow.to))}. ${text.pictureHint}`}
          nameOf={(node) => withoutNumber(nameOf(node))}
          painting={painting}
          onPick={pick}
        />
        <figcaption className="kern-body kern-body--small kern-body--muted flow-view__hint">
          {text.pick}
        </figcaption>
      </figure>
      <Table
        caption={text.table}
        rows={rows}
        rowKey={({ from, to }) => `${from} ${to}`}
        columns={[
          {
            key: "from",
            header: text.from,
            cell: ({ from }) => <NodeLink node={byId.get(from)} flow={flow} />,
          },
          { key: "to", header: text.to, cell: ({ to }) => <NodeLink node={byId.get(to)} flow={flow} /> },
          { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
        ]}
      />
      {!all && flow.links.length > most && (
        <div>
          <Button onClick={() => setAll(true)}>{text.more(flow.links.length - most)}</Button>
        </div>
      )}
    </div>
  );
}

function NodeLink(props: { node: Node | undefined; flow: CostFlow }) {
  const { node, flow } = props;
  const nameOf = useNodeName();
  const owner = node && ownerOf(node);
  if (!node) return null;
  if (!owner) return nameOf(node);
  return node.kind === "pool" ? (
    <TextLink to="/costs/$id" params={{ id: owner }}>
      {nameOf(node)}
    </TextLink>
  ) : (
    <TextLink to="/accounts/members/$memberId" params={{ memberId: owner }} search={days(flow)}>
      {nameOf(node)}
    </TextLink>
  );
}

/** The id of the pool or member that a node stands for: the server puts its kind before it. */
function ownerOf({ id, kind }: Node): string | undefined {
  if (kind !== "pool" && kind !== "member") return undefined;
  return /[0-9a-f]{8}-[0-9a-f-]{27}$/.exec(id)?.[0];
}

function days({ from, to }: CostFlow) {
  return { from, to };
}

/** A key by its name, many members by their number; all else has its own name. */
function useNodeName(): (node: Node) => string {
  const text = useText(costReportsText).flow;
  const { keys, mix } = useText(costsText);
  return ({ kind, name, count }) => {
    if (kind === "others") return text.others(count ?? 0);
    if (kind !== "key") return name;
    return name === "mix" ? mix : (keys[name as CostKey] ?? name); // the server may know more keys
  };
}

/** In the picture a title has no room for its number; the table has both. */
function withoutNumber(name: string): string {
  return name.replace(/^[A-Z]+-\d{4}-\d+ /, "");
}

/** The tokens of the page as they are by day or by night. */
function paintingNow(): Painting {
  const style = getComputedStyle(document.body);
  const token = (name: string) => style.getPropertyValue(`--kern-color-${name}`).trim();
  return {
    text: token("layout-text-default-contextual") || style.color,
    font: style.fontFamily,
    link: token("layout-border-contextual"),
    nodes: {
      pool: token("action-default-contextual"),
      key: token("layout-text-muted-contextual"),
      funder: token("feedback-warning-contextual"),
      member: token("feedback-success-contextual"),
      others: token("layout-border-contextual"),
    },
  };
}
