import { useSuspenseQuery } from "@tanstack/react-query";
import { type CapacityPool, poolsQuery, reservationsQuery } from "../../api/capacity";
import { useList } from "../../api/pages";
import { useMay, useSession } from "../../api/session";
import { capacityText } from "../../text/capacity";
import { keepingText } from "../../text/capacityKeeping";
import { energyText } from "../../text/energy";
import { metersText } from "../../text/meters";
import { shared } from "../../text/shared";
import { tariffsText } from "../../text/tariffs";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { ReservationBadge } from "./ReservationBadge";
import { useCapacityWords } from "./resourceName";
import { readsEnergyReports } from "./rights";

/** What there is in the data centers, what one's members reserved, and what waits for a decision. */
export function CapacityPage() {
  const text = useText(capacityText);
  const keeping = useText(keepingText);
  const meters = useText(metersText);
  const tariffs = useText(tariffsText);
  const may = useMay();
  const session = useSession();
  const { data } = useSuspenseQuery(poolsQuery);
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          <>
            {may("capacity.reserve") && (
              <ButtonLink to="/capacity/fit" variant="primary">
                {text.find}
              </ButtonLink>
            )}
            <ButtonLink to="/capacity/sites">{keeping.sites}</ButtonLink>
            {may("meter.read") && <ButtonLink to="/capacity/meters">{meters.title}</ButtonLink>}
            {may("tariff.read") && <ButtonLink to="/capacity/tariffs">{tariffs.title}</ButtonLink>}
            {may("rating.read") && (
              <ButtonLink to="/capacity/ratings">
                {may("capacity.reserve") ? tariffs.myRatings : tariffs.ratings}
              </ButtonLink>
            )}
          </>
        }
      />
      {may("capacity.decide") && <Reservations open title={text.openOnes} />}
      <Reservations open={false} title={may("capacity.reserve") ? text.reservations : text.allReservations} />
      <Pools pools={data.items} />
      {readsEnergyReports(session) && <Reports pools={data.items} />}
    </div>
  );
}

function Pools(props: { pools: CapacityPool[] }) {
  const text = useText(capacityText);
  const words = useCapacityWords();
  const format = useFormat();
  const rows = props.pools.flatMap((pool) => pool.resources.map((resource) => ({ pool, resource })));
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{text.pools}</h2>
      <p className="kern-body ui-text">{text.poolsLead}</p>
      <Table
        caption={text.pools}
        captionHidden
        rows={rows}
        rowKey={({ resource }) => resource.id}
        empty={<EmptyState title={text.noPools}>{text.noPoolsText}</EmptyState>}
        columns={[
          {
            key: "resource",
            header: text.resource,
            rowHeader: true,
            cell: ({ resource }) => words.name(resource),
          },
          {
            key: "pool",
            header: text.pool,
            cell: ({ pool }) => (
              <TextLink to="/capacity/pools/$id" params={{ id: pool.id }}>
                {`${pool.site.name}, ${pool.name}`}
              </TextLink>
            ),
          },
          {
            key: "free",
            header: text.free,
            numeric: true,
            cell: ({ resource }) => words.amount(resource.free, resource.kind),
          },
          {
            key: "usable",
            header: text.usable,
            numeric: true,
            cell: ({ resource }) => words.amount(resource.usable, resource.kind),
          },
          {
            key: "load",
            header: text.load,
            numeric: true,
            cell: ({ resource }) => format.percent(resource.percent),
          },
        ]}
      />
    </section>
  );
}

function Reports(props: { pools: CapacityPool[] }) {
  const text = useText(energyText);
  const sites = new Map(props.pools.map(({ site }) => [site.id, site.name]));
  if (sites.size === 0) return null;
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{text.reports}</h2>
      <ul className="kern-list">
        {[...sites].map(([id, name]) => (
          <li key={id}>
            <TextLink to="/capacity/sites/$id/energy" params={{ id }}>
              {text.title(name)}
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reservations(props: { open: boolean; title: string }) {
  const { open, title } = props;
  const text = useText(capacityText);
  const { common } = useText(shared);
  const format = useFormat();
  const { items, end } = useList(reservationsQuery(open));
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{title}</h2>
      <Table
        caption={title}
        captionHidden
        rows={items}
        rowKey={(reservation) => reservation.id}
        empty={
          open ? (
            <p className="kern-body ui-text">{text.nothingOpen}</p>
          ) : (
            <EmptyState title={text.noReservations}>{text.noReservationsText}</EmptyState>
          )
        }
        columns={[
          {
            key: "number",
            header: text.number,
            rowHeader: true,
            cell: (reservation) => (
              <TextLink
                to="/capacity/reservations/$id"
                params={{ id: reservation.id }}
                className="ui-figures"
              >
                {reservation.number}
              </TextLink>
            ),
          },
          { key: "purpose", header: text.purpose, cell: ({ purpose }) => purpose },
          { key: "member", header: common.member, cell: ({ member }) => member.name },
          { key: "pool", header: text.pool, cell: ({ pool, site }) => `${site.name}, ${pool.name}` },
          { key: "from", header: text.from, cell: ({ from }) => format.date(from) },
          { key: "to", header: text.to, cell: ({ to }) => format.date(to) },
          { key: "status", header: common.state, cell: ({ status }) => <ReservationBadge status={status} /> },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </section>
  );
}
