import type { CallOff } from "../../api/call-offs";
import type { components } from "../../api/schema.gen";
import { routingText } from "../../text/routing";
import { useText } from "../../text/text";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { RouteRules } from "../RouteRules";

type Trace = components["schemas"]["RouteTrace"];

/** How the call-off found its supplier, rule by rule, so that anybody can follow it. */
export function RouteCard(props: { callOff: CallOff }) {
  const { route, answerDue } = props.callOff;
  const text = useText(routingText);
  const format = useFormat();
  if (!route) return null;
  return (
    <Card title={text.trace.title}>
      <p className="ui-text">
        {text.trace.decided(route.looked.length, text.way[route.way])}{" "}
        {text.trace.total(format.money(route.total))}
      </p>
      {answerDue && <p className="ui-text">{text.trace.due(format.instant(answerDue))}</p>}
      <RouteRules rules={route.rules.slice(0, route.looked.length)} />
      <Passed route={route} />
      <Standings route={route} />
      <Refusals route={route} />
    </Card>
  );
}

/** Why the rules before the last did not decide. */
function Passed(props: { route: Trace }) {
  const text = useText(routingText);
  return (
    <DescriptionList
      facts={props.route.looked.flatMap((looked, index) =>
        looked ? [[text.rule(index + 1), text.trace.looked[looked]] as const] : [],
      )}
    />
  );
}

function Standings(props: { route: Trace }) {
  const { route } = props;
  const text = useText(routingText);
  const format = useFormat();
  return (
    <Table
      caption={text.trace.standings}
      rows={route.standings}
      rowKey={({ supplier }) => supplier.id}
      columns={[
        { key: "rank", header: text.trace.rank, cell: ({ rank }) => rank },
        { key: "supplier", header: text.trace.supplier, cell: ({ supplier }) => supplier.name },
        {
          key: "share",
          header: text.trace.share,
          numeric: true,
          cell: ({ targetShare }) => `${targetShare} %`,
        },
        { key: "drawn", header: text.trace.drawn, numeric: true, cell: ({ drawn }) => format.money(drawn) },
        {
          key: "result",
          header: text.trace.result,
          cell: ({ rank, passed }) => {
            if (passed) return text.absence[passed];
            return rank === route.rank ? text.trace.chosen : text.trace.next;
          },
        },
      ]}
    />
  );
}

function Refusals(props: { route: Trace }) {
  const { refusals } = props.route;
  const text = useText(routingText);
  const format = useFormat();
  if (refusals.length === 0) return null;
  return (
    <Table
      caption={text.trace.refusals}
      rows={refusals}
      rowKey={({ rank }) => String(rank)}
      columns={[
        { key: "rank", header: text.trace.rank, cell: ({ rank }) => rank },
        { key: "supplier", header: text.trace.supplier, cell: ({ supplier }) => supplier.name },
        { key: "when", header: text.trace.when, cell: ({ refusedAt }) => format.instant(refusedAt) },
        {
          key: "why",
          header: text.trace.why,
          cell: ({ why, reason }) => (reason ? `${text.absence[why]}: ${reason}` : text.absence[why]),
        },
      ]}
    />
  );
}
