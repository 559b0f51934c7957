import { useSuspenseQuery } from "@tanstack/react-query";
import { type Reservation, reservationQuery } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { reservingText } from "../../text/reserving";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { ReservationBadge } from "./ReservationBadge";
import { ReservationButtons } from "./ReservationButtons";
import { useCapacityWords } from "./resourceName";
import { reservationRoute } from "./routes";

/** A reservation: what it holds when, what is proposed, and what can be done about it. */
export function ReservationPage() {
  const text = useText(capacityText);
  const { id } = reservationRoute.useParams();
  const { data: reservation } = useSuspenseQuery(reservationQuery(id));
  const { pool, site, proposed } = reservation;
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{text.title}</TextLink>
            <TextLink
              to="/capacity/pools/$id"
              params={{ id: pool.id }}
            >{`${site.name}, ${pool.name}`}</TextLink>
          </Breadcrumb>
        }
        title={text.one(reservation.number)}
        badge={<ReservationBadge status={reservation.status} />}
        lead={`${reservation.member.name} · ${reservation.purpose}`}
        actions={<ReservationButtons reservation={reservation} />}
      />
      <Particulars reservation={reservation} />
      <Phases caption={text.phases} phases={reservation.phases} />
      {proposed && proposed.length > 0 && <Phases caption={text.proposed} phases={proposed} />}
      <ObjectHistory objectType="reservation" objectId={reservation.id} />
    </div>
  );
}

function Particulars(props: { reservation: Reservation }) {
  const { reservation } = props;
  const text = useText(capacityText);
  const reserving = useText(reservingText);
  const { common } = useText(shared);
  const format = useFormat();
  const words = useCapacityWords();
  const positionsOf = ({ lines, phases }: Reservation) =>
    lines
      .map(({ resourceId, position }) => {
        const claim = phases.flatMap(({ claims }) => claims).find((one) => one.resourceId === resourceId);
        return reserving.positionOf(claim ? words.name(claim) : "", position);
      })
      .join(" · ");
  const kin = (other: Reservation["predecessor"]) =>
    other && (
      <TextLink to="/capacity/reservations/$id" params={{ id: other.id }}>
        {other.name}
      </TextLink>
    );
  return (
    <DescriptionList
      facts={[
        [text.from, format.date(reservation.from)],
        [text.to, format.date(reservation.to)],
        [text.turn, reservation.turn && String(reservation.turn)],
        [text.offeredTo, reservation.offeredTo && format.date(reservation.offeredTo)],
        [
          text.callOff,
          reservation.callOff && (
            <TextLink key="call-off" to="/call-offs/$id" params={{ id: reservation.callOff.id }}>
              {reservation.callOff.name}
            </TextLink>
          ),
        ],
        [reserving.lines, positionsOf(reservation)],
        [text.predecessor, kin(reservation.predecessor)],
        [text.successor, kin(reservation.successor)],
        [text.requestedBy, text.by(format.instant(reservation.requestedAt), reservation.requestedBy)],
        [
          text.decidedBy,
          reservation.decidedAt &&
            text.by(format.instant(reservation.decidedAt), reservation.decidedBy ?? ""),
        ],
        [common.reason, reservation.reason],
      ]}
    />
  );
}

function Phases(props: { caption: string; phases: Reservation["phases"] }) {
  const text = useText(capacityText);
  const words = useCapacityWords();
  const format = useFormat();
  const rows = props.phases.flatMap(({ from, to, claims }) => claims.map((claim) => ({ from, to, claim })));
  return (
    <Table
      caption={props.caption}
      rows={rows}
      rowKey={({ from, claim }) => `${from} ${claim.resourceId}`}
      columns={[
        { key: "resource", header: text.resource, rowHeader: true, cell: ({ claim }) => words.name(claim) },
        {
          key: "amount",
          header: text.amount,
          numeric: true,
          cell: ({ claim }) => words.amount(claim.amount, claim.kind),
        },
        { key: "from", header: text.from, cell: ({ from }) => format.date(from) },
        { key: "to", header: text.to, cell: ({ to }) => format.date(to) },
      ]}
    />
  );
}
