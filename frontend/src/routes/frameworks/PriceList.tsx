import type { Framework } from "../../api/frameworks";
import { useMay, useSession } from "../../api/session";
import { frameworksText } from "../../text/frameworks";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Double } from "../../ui/Double";
import { ShareBar } from "../../ui/ShareBar";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ButtonLink, TextLink } from "../links";

type Item = Framework["items"][number];

/** The items of the contract, their prices and what remains of their maximum quantities. */
export function PriceList(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(frameworksText);
  const language = useLanguage();
  const format = useFormat();
  const may = useMay();
  // A supplier ranked behind the first reads its own prices here, and no course of the other's.
  const behind = useSession().roles.every(
    ({ role, organisation }) => role === "bidder" && organisation.id !== framework.supplier.id,
  );
  const quantity = (value: string, { unit }: Item) => format.quantity(value, unitName(unit, value, language));
  const columns: Column<Item>[] = [
    { key: "position", header: text.position, cell: ({ position }) => position },
    {
      key: "item",
      header: text.item,
      rowHeader: true,
      cell: ({ name, description, cpv }) => (
        <Double
          first={name}
          second={
            (description || cpv) && (
              <>
                {description}
                {description && cpv && " · "}
                {cpv && <span className="ui-figures">{text.cpv(cpv)}</span>}
              </>
            )
          }
        />
      ),
    },
    {
      key: "price",
      header: text.price,
      numeric: true,
      cell: ({ price, unit }) => text.perUnit(format.price(price), unitName(unit, 1, language)),
    },
    {
      key: "maximum",
      header: text.maximumQuantity,
      numeric: true,
      cell: (item) => quantity(item.maximumQuantity, item),
    },
    {
      key: "remaining",
      header: text.remaining,
      numeric: true,
      cell: (item) => quantity(item.remainingQuantity, item),
    },
    {
      key: "exhaustion",
      header: text.exhaustion,
      cell: ({ drawnQuantity, maximumQuantity, name }) => (
        <ShareBar part={drawnQuantity} whole={maximumQuantity} label={`${text.exhaustion} ${name}`} />
      ),
    },
  ];
  if (may("calloff.place") && framework.status === "active") {
    columns.push({
      key: "order",
      header: text.order,
      action: true,
      cell: ({ id, name }) => (
        <ButtonLink
          to="/marketplace/$frameworkId"
          params={{ frameworkId: framework.id }}
          search={{ item: id }}
          small
          aria-label={text.orderItem(name)}
        >
          {text.order}
        </ButtonLink>
      ),
    });
  }
  return (
    <>
      {!behind && (
        <TextLink to="/frameworks/$id/prices" params={{ id: framework.id }}>
          {text.priceCourse}
        </TextLink>
      )}
      <Table
        caption={text.prices}
        captionHidden
        columns={columns}
        rows={framework.items}
        rowKey={({ id }) => id}
      />
    </>
  );
}
