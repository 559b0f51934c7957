import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../api/act";
import { handOverReservation, memberReservationsQuery, type Reservation } from "../../api/capacity";
import { allMembersQuery } from "../../api/members";
import { metersQuery } from "../../api/meters";
import { refusalOf } from "../../text/problems";
import { reservingText } from "../../text/reserving";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Checkbox } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { SubmitRow } from "../SubmitRow";
import { goesOver } from "./standing";

/**
 * Gives a reservation, and what else its member has, to another member from a day on, as when its member leaves; goes
 * to what that one has then.
 */
export function HandOverForm(props: { reservation: Reservation; onClose: () => void }) {
  const { reservation, onClose } = props;
  const { member } = reservation;
  const text = useText(reservingText);
  const { common } = useText(shared);
  const format = useFormat();
  const navigate = useNavigate();
  const { data: members } = useQuery(allMembersQuery);
  const others = useOthers(reservation);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const handOver = useAct(handOverReservation);
  const form = useFields({ memberId: "", from: "", reason: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ memberId, from, reason }) => {
        const over = ({ id, version }: Reservation) =>
          handOver.mutateAsync({ id, version, handOver: { memberId, from, reason: reason.trim() } });
        // This one comes last: what was refused before can be put right here, and tried again.
        for (const other of others.filter(({ id }) => chosen.has(id))) {
          const refusal = await refusalOf(over(other));
          if (refusal) return { ...refusal, message: text.notHandedOver(other.number, refusal.message) };
        }
        return refusalOf(
          over(reservation).then((heir) => {
            notify("success", text.handedOver(heir.member.name));
            void navigate({ to: "/capacity/reservations/$id", params: { id: heir.id } });
          }),
        );
      }}
    >
      <p className="kern-body">{text.handOverText}</p>
      <MetersAlong reservation={reservation} />
      <Select
        {...form.choice("memberId", text.heir)}
        choices={(members ?? [])
          .filter((one) => one.id !== member.id)
          .map((one) => ({ value: one.id, label: one.name }))}
      />
      <DateField {...form.date("from", text.handOverFrom)} />
      <TextArea {...form.text("reason", common.reason, { least: 3 })} maxLength={2000} />
      {others.length > 0 && (
        <fieldset className="kern-fieldset">
          <legend className="kern-label">{text.alsoHandOver(member.name)}</legend>
          <div className="kern-fieldset__body">
            {others.map((other) => (
              <Checkbox
                key={other.id}
                label={text.heldBy(other.number, other.purpose, format.date(other.to))}
                value={chosen.has(other.id)}
                onChange={(on) => setChosen(toggled(chosen, other.id, on))}
              />
            ))}
          </div>
        </fieldset>
      )}
      <SubmitRow form={form} act={text.handOver} onCancel={onClose} />
    </Form>
  );
}

function MetersAlong({ reservation }: { reservation: Reservation }) {
  const text = useText(reservingText);
  const { data: meters } = useQuery(metersQuery);
  const along = (meters ?? []).filter(({ reservationId, to }) => reservationId === reservation.id && !to);
  if (along.length === 0) return null;
  return <p className="kern-body">{text.metersGoAlong(along.map(({ name }) => name).join(", "))}</p>;
}

/** What else the member has that can go over. */
function useOthers({ id, member }: Reservation): Reservation[] {
  const { data } = useQuery(memberReservationsQuery(member.id));
  return (data ?? []).filter((other) => other.id !== id && goesOver(other));
}

function toggled(chosen: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const after = new Set(chosen);
  if (on) after.add(id);
  else after.delete(id);
  return after;
}
