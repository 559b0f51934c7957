import { useSuspenseQuery } from "@tanstack/react-query";
import { type Rebate, rebateQuery } from "../../api/rebates";
import { pricesText } from "../../text/prices";
import { rebatesText } from "../../text/rebates";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { rebateRoute } from "./routes";

/** One rebate: how it comes about, whose it is, and out of which call-offs. */
export function RebatePage() {
  const text = useText(rebatesText);
  const prices = useText(pricesText);
  const { id, rebateId } = rebateRoute.useParams();
  const { data: rebate } = useSuspenseQuery(rebateQuery(rebateId));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks/$id" params={{ id }}>
              {rebate.framework.name}
            </TextLink>
            <TextLink to="/frameworks/$id/prices" params={{ id }}>
              {prices.title}
            </TextLink>
          </Breadcrumb>
        }
        title={text.title(rebate.number)}
        lead={text.lead(rebate.item.name)}
      />
      <Derivation rebate={rebate} />
      <Members members={rebate.members} />
      <Lines lines={rebate.lines} />
      <ObjectHistory objectType="rebate" objectId={rebate.id} />
    </div>
  );
}

function Derivation(props: { rebate: Rebate }) {
  const { rebate } = props;
  const text = useText(rebatesText);
  const format = useFormat();
  const [charged, due, earlier, credit] = [rebate.charged, rebate.due, rebate.earlier, rebate.credit].map(
    format.money,
  ) as [string, string, string, string]; // as many as go in
  return (
    <Card title={text.derivation}>
      <DescriptionList
        facts={[
          [text.volume, format.number(rebate.volume)],
          [text.step, rebate.stepFrom ? text.stepFrom(format.number(rebate.stepFrom)) : text.noStep],
          [text.charged, charged],
          [text.dueAtStep, due],
          [text.earlier, earlier],
          [text.credit, text.sum(charged, due, earlier, credit)],
          [text.vatRate, `${format.number(rebate.vatRate)} %`],
          [text.by, text.byAt(rebate.createdBy, format.instant(rebate.createdAt))],
          [text.creditPool, rebate.creditPool && <Pool key="credit" pool={rebate.creditPool} />],
          [text.chargePool, rebate.chargePool && <Pool key="charge" pool={rebate.chargePool} />],
        ]}
      />
    </Card>
  );
}

function Pool(props: { pool: NonNullable<Rebate["creditPool"]> }) {
  return (
    <TextLink to="/costs/$id" params={{ id: props.pool.id }}>
      {props.pool.name}
    </TextLink>
  );
}

/** What each member gets of a rebate. */
export function Members(props: { members: Rebate["members"] }) {
  const text = useText(rebatesText);
  const format = useFormat();
  return (
    <Table
      caption={text.members}
      rows={props.members}
      rowKey={({ member }) => member.id}
      columns={[
        { key: "member", header: text.member, rowHeader: true, cell: ({ member }) => member.name },
        { key: "amount", header: text.credit, numeric: true, cell: ({ amount }) => format.money(amount) },
      ]}
    />
  );
}

function Lines(props: { lines: Rebate["lines"] }) {
  const text = useText(rebatesText);
  const format = useFormat();
  return (
    <Table
      caption={text.lines}
      rows={props.lines}
      rowKey={({ callOff }) => callOff.id}
      columns={[
        {
          key: "callOff",
          header: text.callOff,
          rowHeader: true,
          cell: ({ callOff }) => (
            <TextLink to="/call-offs/$id" params={{ id: callOff.id }}>
              {callOff.name}
            </TextLink>
          ),
        },
        {
          key: "member",
          header: text.member,
          cell: ({ member, parts }) =>
            parts
              ? parts.map((part) => `${part.member.name}: ${format.money(part.amount)}`).join("; ")
              : member.name,
        },
        {
          key: "quantity",
          header: text.quantity,
          numeric: true,
          cell: ({ quantity }) => format.number(quantity),
        },
        { key: "charged", header: text.charged, numeric: true, cell: ({ charged }) => format.money(charged) },
        { key: "price", header: text.price, numeric: true, cell: ({ price }) => format.price(price) },
        { key: "due", header: text.dueAtStep, numeric: true, cell: ({ due }) => format.money(due) },
        { key: "earlier", header: text.earlier, numeric: true, cell: ({ earlier }) => format.money(earlier) },
        { key: "credit", header: text.credit, numeric: true, cell: ({ credit }) => format.money(credit) },
      ]}
    />
  );
}
