import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { handOverReservation, type Reservation } from "../../api/capacity";
import { allMembersQuery } from "../../api/members";
import { refusalOf } from "../../text/problems";
import { reservingText } from "../../text/reserving";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";

/** Gives a reservation to another member from a day on, as when its member leaves; goes to what that one has. */
export function HandOverForm(props: { reservation: Reservation; onClose: () => void }) {
  const { reservation, onClose } = props;
  const { id, version, member } = reservation;
  const text = useText(reservingText);
  const { common } = useText(shared);
  const navigate = useNavigate();
  const { data: members } = useQuery(allMembersQuery);
  const handOver = useAct(handOverReservation);
  const form = useFields({ memberId: "", from: "", reason: "" });
  return (
    <Form
      form={form}
      onSubmit={({ memberId, from, reason }) =>
        refusalOf(
          handOver
            .mutateAsync({ id, version, handOver: { memberId, from, reason: reason.trim() } })
            .then((heir) => {
              notify("success", text.handedOver(heir.member.name));
              void navigate({ to: "/capacity/reservations/$id", params: { id: heir.id } });
            }),
        )
      }
    >
      <p className="kern-body">{text.handOverText}</p>
      <Select
        {...form.choice("memberId", text.heir)}
        choices={(members ?? [])
          .filter((one) => one.id !== member.id)
          .map((one) => ({ value: one.id, label: one.name }))}
      />
      <DateField {...form.date("from", text.handOverFrom)} />
      <TextArea {...form.text("reason", common.reason, { least: 3 })} maxLength={2000} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.handOver}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
