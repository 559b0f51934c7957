import { useState } from "react";
import { useAct } from "../../api/act";
import {
  acceptReservation,
  approveReservation,
  extendReservation,
  type Reservation,
  rejectReservation,
  releaseReservation,
  withdrawReservation,
} from "../../api/capacity";
import { useMay, useSession } from "../../api/session";
import { capacityText } from "../../text/capacity";
import { reservingText } from "../../text/reserving";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { notify } from "../../ui/notify";
import { ButtonLink } from "../links";
import { ReasonDialog } from "../ReasonDialog";
import { tell } from "../tell";
import { DayDialog } from "./DayDialog";
import { HandOverForm } from "./HandOverForm";
import { alterable, asks, goesOver } from "./standing";

/** What the member's people, and those who decide, can do about a reservation as it stands. */
export function ReservationButtons(props: { reservation: Reservation }) {
  const { reservation } = props;
  const { status, proposed } = reservation;
  const session = useSession();
  const may = useMay();
  const own = session.roles.some(
    ({ role, organisation }) =>
      (role === "buyer" || role === "approver") && organisation.id === reservation.member.id,
  );
  return (
    <>
      {may("capacity.decide") && (status === "requested" || (proposed?.length ?? 0) > 0) && (
        <Deciding reservation={reservation} />
      )}
      {may("capacity.decide") && goesOver(reservation) && <HandOver reservation={reservation} />}
      {own && <Holding reservation={reservation} />}
    </>
  );
}

function Deciding(props: { reservation: Reservation }) {
  const { id, version } = props.reservation;
  const text = useText(capacityText);
  const approve = useAct(approveReservation);
  const reject = useAct(rejectReservation);
  const [rejecting, setRejecting] = useState(false);
  return (
    <>
      <Button
        variant="primary"
        busy={approve.isPending}
        onClick={() => tell(approve.mutateAsync({ id, version }), text.approved)}
      >
        {text.approve}
      </Button>
      <Button onClick={() => setRejecting(true)}>{text.reject}</Button>
      <ReasonDialog
        open={rejecting}
        title={text.rejectTitle}
        hint={text.rejectHint}
        act={text.reject}
        onClose={() => setRejecting(false)}
        onAct={async (reason) => {
          await reject.mutateAsync({ id, version, reason });
          notify("success", text.rejected);
        }}
      />
    </>
  );
}

function HandOver(props: { reservation: Reservation }) {
  const text = useText(reservingText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.handOver}</Button>
      <Dialog open={open} title={text.handOverTitle} onClose={() => setOpen(false)}>
        <HandOverForm reservation={props.reservation} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Holding(props: { reservation: Reservation }) {
  const { id, version, status, proposed } = props.reservation;
  const text = useText(capacityText);
  const reserving = useText(reservingText);
  const accept = useAct(acceptReservation);
  const withdraw = useAct(withdrawReservation);
  const extend = useAct(extendReservation);
  const release = useAct(releaseReservation);
  const [asking, setAsking] = useState<"extend" | "release">();
  const alters = alterable(props.reservation);
  return (
    <>
      {status === "offered" && (
        <Button
          variant="primary"
          busy={accept.isPending}
          onClick={() => tell(accept.mutateAsync({ id, version }), text.accepted)}
        >
          {text.accept}
        </Button>
      )}
      {asks(props.reservation) && (
        <Button
          busy={withdraw.isPending}
          onClick={() => tell(withdraw.mutateAsync({ id, version }), text.withdrawn)}
        >
          {text.withdraw}
        </Button>
      )}
      {(proposed?.length ?? 0) > 0 && (
        <Button
          busy={withdraw.isPending}
          onClick={() => tell(withdraw.mutateAsync({ id, version }), reserving.changeTakenBack)}
        >
          {reserving.takeChangeBack}
        </Button>
      )}
      {alters && (
        <ButtonLink to="/capacity/reservations/$id/change" params={{ id }}>
          {reserving.change}
        </ButtonLink>
      )}
      {alters && <Button onClick={() => setAsking("extend")}>{text.extend}</Button>}
      {alters && <Button onClick={() => setAsking("release")}>{text.release}</Button>}
      <DayDialog
        open={asking === "extend"}
        title={text.extendTitle}
        label={text.newEnd}
        field="to"
        act={text.extend}
        onClose={() => setAsking(undefined)}
        onAct={async (to) => {
          const after = await extend.mutateAsync({ id, version, to });
          notify("success", after.proposed?.length ? text.extensionAsked : text.extended);
        }}
      />
      <DayDialog
        open={asking === "release"}
        title={text.releaseTitle}
        hint={text.releaseText}
        label={text.lastDay}
        field="lastDay"
        act={text.release}
        onClose={() => setAsking(undefined)}
        onAct={async (lastDay) => {
          await release.mutateAsync({ id, version, lastDay });
          notify("success", text.released);
        }}
      />
    </>
  );
}
