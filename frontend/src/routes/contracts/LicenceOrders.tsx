import type { LicenceHistory } from "../../api/holdings";
import { licencesText } from "../../text/licences";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { CallOffBadge } from "../CallOffTable";
import { TextLink } from "../links";

/** What was ordered because of a licence. */
export function LicenceOrders(props: { licence: LicenceHistory }) {
  const text = useText(licencesText);
  const format = useFormat();
  return (
    <section className="ui-section" aria-labelledby="orders">
      <h2 id="orders" className="kern-heading-medium">
        {text.orders}
      </h2>
      <Table
        caption={`${text.orders}: ${props.licence.name}`}
        captionHidden
        rows={props.licence.orders}
        rowKey={({ callOff }) => callOff.id}
        empty={<EmptyState title={text.noOrders}>{text.noOrdersText}</EmptyState>}
        columns={[
          {
            key: "callOff",
            header: text.callOff,
            cell: ({ callOff }) => (
              <TextLink to="/call-offs/$id" params={{ id: callOff.id }} className="ui-figures">
                {callOff.name}
              </TextLink>
            ),
          },
          { key: "reason", header: text.reason, cell: ({ reason }) => text.reasons[reason] },
          { key: "status", header: text.status, cell: ({ status }) => <CallOffBadge status={status} /> },
          {
            key: "quantity",
            header: text.quantity,
            numeric: true,
            cell: ({ quantity }) => format.number(quantity),
          },
          { key: "total", header: text.total, numeric: true, cell: ({ total }) => format.money(total) },
        ]}
      />
    </section>
  );
}
