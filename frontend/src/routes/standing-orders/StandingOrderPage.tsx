import { useSuspenseQuery } from "@tanstack/react-query";
import { type StandingOrder, standingOrderQuery } from "../../api/standing-orders";
import { sentenceOfCode } from "../../text/faults";
import { shared } from "../../text/shared";
import { standingText } from "../../text/standing-orders";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { DescriptionList } from "../../ui/DescriptionList";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { CallOffBadge } from "../CallOffTable";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { standingOrderRoute } from "./routes";
import { StandingBadge } from "./StandingBadge";
import { StandingButtons } from "./StandingButtons";

/** One standing order: what it orders when, what it placed, and what can be done about it. */
export function StandingOrderPage() {
  const text = useText(standingText);
  const { id } = standingOrderRoute.useParams();
  const { data: order } = useSuspenseQuery(standingOrderQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/standing-orders">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={text.one(order.framework.name)}
        badge={<StandingBadge status={order.status} />}
        lead={order.member.name}
        actions={<StandingButtons order={order} />}
      />
      {order.status === "failed" && (
        <Alert tone="warning" title={text.failed}>
          {order.fault && <p className="kern-body">{sentenceOfCode(order.fault, order.faultParams)}</p>}
        </Alert>
      )}
      <Particulars order={order} />
      <Lines order={order} />
      <Placed order={order} />
      <ObjectHistory objectType="standing-order" objectId={order.id} />
    </div>
  );
}

function Particulars(props: { order: StandingOrder }) {
  const { order } = props;
  const text = useText(standingText);
  const { common } = useText(shared);
  const format = useFormat();
  return (
    <DescriptionList
      facts={[
        [
          text.contract,
          <TextLink key="contract" to="/frameworks/$id" params={{ id: order.framework.id }}>
            {order.framework.name}
          </TextLink>,
        ],
        [text.interval, text.intervals[order.interval]],
        [text.from, format.date(order.from)],
        [text.to, format.date(order.to)],
        [text.next, order.next && format.date(order.next)],
        [text.total, format.money(order.total)],
        [text.tolerance, text.percent(order.tolerance)],
        [text.budgetCode, order.budgetCode],
        [text.createdBy, text.by(format.instant(order.createdAt), order.createdBy)],
        [common.reason, order.reason],
      ]}
    />
  );
}

function Lines(props: { order: StandingOrder }) {
  const text = useText(standingText);
  const { common } = useText(shared);
  const language = useLanguage();
  const format = useFormat();
  return (
    <Table
      caption={text.lines}
      rows={props.order.lines ?? []}
      rowKey={({ itemId }) => itemId}
      columns={[
        { key: "item", header: text.item, rowHeader: true, cell: ({ name }) => name },
        {
          key: "quantity",
          header: common.quantity,
          numeric: true,
          cell: ({ quantity, unit }) => format.quantity(quantity, unitName(unit, quantity, language)),
        },
      ]}
    />
  );
}

function Placed(props: { order: StandingOrder }) {
  const text = useText(standingText);
  const { common } = useText(shared);
  const format = useFormat();
  return (
    <Table
      caption={text.placed}
      rows={props.order.placed ?? []}
      rowKey={({ id }) => id}
      empty={<EmptyState title={text.placedNone} />}
      columns={[
        {
          key: "number",
          header: common.number,
          rowHeader: true,
          cell: ({ id, number }) => (
            <TextLink to="/call-offs/$id" params={{ id }} className="ui-figures">
              {number}
            </TextLink>
          ),
        },
        { key: "dueOn", header: text.dueOn, cell: ({ dueOn }) => format.date(dueOn) },
        { key: "status", header: common.state, cell: ({ status }) => <CallOffBadge status={status} /> },
        { key: "total", header: common.total, numeric: true, cell: ({ total }) => format.money(total) },
      ]}
    />
  );
}
