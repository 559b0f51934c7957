import { useQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { type OrderAddress, orderAddressQuery, setOrderAddress } from "../../api/dispatch";
import { dispatchText } from "../../text/dispatch";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";

/** Where a supplier takes orders. */
export function OrderAddressCard(props: { id: string; name: string }) {
  const { id, name } = props;
  const text = useText(dispatchText);
  const { data: address } = useQuery(orderAddressQuery(id));
  if (!address) return null;
  return (
    <Card title={text.orderAddress(name)}>
      <p className="kern-body ui-text">{text.orderAddressText}</p>
      <AddressForm key={address.version} id={id} address={address} />
    </Card>
  );
}

const schemes = ["9930", "9914", "0088", "0060", "0204"] as const;

function AddressForm(props: { id: string; address: OrderAddress }) {
  const { id, address } = props;
  const text = useText(dispatchText);
  const save = useAct(setOrderAddress);
  const { version, ...given } = address;
  const form = useFields({ ...given, language: given.language as string });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(save.mutateAsync({ id, address: { ...values, version } }));
        if (!refusal) notify("success", text.addressSaved);
        return refusal;
      }}
    >
      <TextField
        {...form.text("email", text.email, { email: true, optional: true })}
        type="email"
        maxLength={200}
      />
      <FieldRow>
        <TextField {...form.text("contact", text.contact, { optional: true })} maxLength={100} />
        <TextField {...form.text("phone", text.phone, { optional: true })} maxLength={40} />
      </FieldRow>
      <TextField {...form.text("street", text.street, { optional: true })} maxLength={200} />
      <FieldRow>
        <TextField {...form.text("postcode", text.postcode, { optional: true })} maxLength={10} />
        <TextField {...form.text("city", text.city, { optional: true })} maxLength={100} />
      </FieldRow>
      <TextField {...form.text("country", text.country)} hint={text.countryHint} maxLength={2} />
      <Select
        {...form.choice("endpointScheme", text.scheme, { optional: true })}
        empty={text.noScheme}
        choices={schemes.map((value) => ({ value, label: text.schemes[value] }))}
      />
      <TextField {...form.text("endpointId", text.endpoint, { optional: true })} maxLength={50} />
      <Select
        {...form.choice("language", text.language)}
        choices={(["de", "en"] as const).map((value) => ({ value, label: text.languages[value] }))}
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.save}
        </Button>
      </ButtonRow>
    </Form>
  );
}
