import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type BillingAddress, billingAddressQuery, setBillingAddress } from "../../api/billing";
import type { Member } from "../../api/members";
import { useMay, useSession } from "../../api/session";
import { billingText } from "../../text/billing";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { FieldRow } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { TextField } from "../../ui/TextField";
import { ActForm } from "../ActForm";
import { seesBillingAddress } from "./rights";

/** Where the member's statements go. */
export function BillingCard(props: { member: Member }) {
  const session = useSession();
  return seesBillingAddress(session, props.member.id) ? <Address member={props.member} /> : null;
}

function Address(props: { member: Member }) {
  const { member } = props;
  const text = useText(billingText);
  const may = useMay();
  const [changing, setChanging] = useState(false);
  const { data: address } = useQuery(billingAddressQuery(member.id));
  if (!address) return null;
  const given = address.version > 0;
  const leitwegId = address.leitwegId || member.leitwegId || "";
  const complete = [address.street, address.postcode, address.city, address.email, leitwegId].every(Boolean);
  return (
    <Card
      title={text.memberTitle}
      aside={
        <Badge tone={complete ? "success" : "warning"}>{complete ? text.complete : text.incomplete}</Badge>
      }
    >
      {given ? (
        <DescriptionList
          facts={[
            [text.street, address.street],
            [text.city, `${address.postcode} ${address.city}`.trim()],
            [text.email, address.email],
            [text.leitwegId, leitwegId && <span className="ui-figures">{leitwegId}</span>],
          ]}
        />
      ) : (
        <p className="members-note">{text.memberNone}</p>
      )}
      <p className="members-note">{text.memberText}</p>
      {may("member.bill-to") && (
        <div>
          <Button small icon="edit" onClick={() => setChanging(true)}>
            {given ? text.change : text.enter}
          </Button>
        </div>
      )}
      <Dialog open={changing} title={text.memberTitle} onClose={() => setChanging(false)}>
        <AddressForm member={member} address={address} onClose={() => setChanging(false)} />
      </Dialog>
    </Card>
  );
}

function AddressForm(props: { member: Member; address: BillingAddress; onClose: () => void }) {
  const { member, address, onClose } = props;
  const text = useText(billingText);
  const { common } = useText(shared);
  const save = useAct(setBillingAddress);
  const { version, street, postcode, city, email } = address;
  const form = useFields({
    street,
    postcode,
    city,
    email,
    leitwegId: address.leitwegId || member.leitwegId || "",
  });
  return (
    <ActForm
      form={form}
      act={common.save}
      onAct={(values) =>
        save.mutateAsync({
          memberId: member.id,
          version,
          address: {
            street: values.street.trim(),
            postcode: values.postcode.trim(),
            city: values.city.trim(),
            email: values.email.trim(),
            leitwegId: values.leitwegId.trim(),
          },
        })
      }
      done={text.memberSaved(member.name)}
      onClose={onClose}
    >
      <TextField {...form.text("street", text.street)} maxLength={200} />
      <FieldRow>
        <TextField {...form.text("postcode", text.postcode)} maxLength={10} />
        <TextField {...form.text("city", text.city)} maxLength={100} />
      </FieldRow>
      <TextField {...form.text("email", text.email, { email: true })} type="email" maxLength={200} />
      <TextField
        {...form.text("leitwegId", text.leitwegId, { optional: true })}
        hint={text.leitwegIdHint}
        maxLength={46}
      />
    </ActForm>
  );
}
