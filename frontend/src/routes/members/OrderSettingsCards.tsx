import { useQuery } from "@tanstack/react-query";
import { type ComponentType, useState } from "react";
import { useAct } from "../../api/act";
import {
  type DeliveryAddress,
  type ListedCode,
  type OrderSettings,
  orderSettingsQuery,
  setBudgetCodes,
  setDeliveryAddresses,
} from "../../api/buying";
import { useSession } from "../../api/session";
import { buyingText } from "../../text/buying";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { FieldRow, Form, type Refusal } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { List } from "../../ui/List";
import { notify } from "../../ui/notify";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";

/** Where the member has things delivered, and which budget codes its orders may name. */
export function OrderSettingsCards(props: { memberId: string }) {
  const { memberId } = props;
  const roles = useSession()
    .roles.filter(({ organisation }) => organisation.id === memberId)
    .map(({ role }) => role);
  const buys = roles.includes("buyer") || roles.includes("approver");
  const { data: settings } = useQuery({ ...orderSettingsQuery(memberId), enabled: buys });
  if (!settings) return null;
  return (
    <>
      <Addresses memberId={memberId} settings={settings} />
      <Codes memberId={memberId} settings={settings} mayChange={roles.includes("approver")} />
    </>
  );
}

function Addresses(props: { memberId: string; settings: OrderSettings }) {
  const { memberId, settings } = props;
  const { addresses, version } = settings;
  const text = useText(buyingText);
  const save = useAct(setDeliveryAddresses);
  const store = async (changed: DeliveryAddress[]): Promise<Refusal | undefined> => {
    const refusal = await refusalOf(save.mutateAsync({ memberId, version, addresses: changed }));
    notify(refusal ? "danger" : "success", refusal?.message ?? text.settingsSaved);
    return refusal;
  };
  return (
    <Card title={text.addresses}>
      {addresses.length === 0 && <p className="members-note">{text.noAddresses}</p>}
      <List>
        {addresses.map((address, index) => (
          <li key={address.name}>
            <strong>{address.name}</strong> {index === 0 && <Badge tone="info">{text.usual}</Badge>}
            <br />
            {address.street}, {address.postcode} {address.city}
            {[address.contact, address.hours].filter(Boolean).map((fact) => ` · ${fact}`)}
            <ButtonRow>
              {index > 0 && (
                <Button
                  small
                  variant="tertiary"
                  aria-label={`${text.makeUsual}: ${address.name}`}
                  onClick={() => store([address, ...addresses.filter((other) => other !== address)])}
                >
                  {text.makeUsual}
                </Button>
              )}
              <Button
                small
                variant="tertiary"
                icon="delete"
                iconOnly
                onClick={() => store(addresses.filter((other) => other !== address))}
              >
                {text.removeAddress(address.name)}
              </Button>
            </ButtonRow>
          </li>
        ))}
      </List>
      <p className="members-note">{text.addressesHint}</p>
      <Adding act={text.addAddress} form={AddressForm} onAdd={(address) => store([...addresses, address])} />
    </Card>
  );
}

type OnAdd<Added> = (added: Added) => Promise<Refusal | undefined>;

/** The way to add one more: its form in a dialog, which closes once that is stored. */
function Adding<Added>(props: {
  act: string;
  form: ComponentType<{ onAdd: OnAdd<Added> }>;
  onAdd: OnAdd<Added>;
}) {
  const { act, form: AddForm, onAdd } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button small icon="add" onClick={() => setOpen(true)}>
          {act}
        </Button>
      </div>
      <Dialog open={open} title={act} onClose={() => setOpen(false)}>
        <AddForm
          onAdd={async (added) => {
            const refusal = await onAdd(added);
            if (!refusal) setOpen(false);
            return refusal;
          }}
        />
      </Dialog>
    </>
  );
}

function AddressForm(props: { onAdd: OnAdd<DeliveryAddress> }) {
  const { address: text } = useText(buyingText);
  const { common } = useText(shared);
  const form = useFields({
    name: "",
    street: "",
    postcode: "",
    city: "",
    country: "DE",
    contact: "",
    hours: "",
  });
  return (
    <Form
      form={form}
      onSubmit={({ name, street, postcode, city, country, contact, hours }) =>
        props.onAdd({
          name: name.trim(),
          street: street.trim(),
          postcode: postcode.trim(),
          city: city.trim(),
          country: country.trim().toUpperCase(),
          ...(contact.trim() && { contact: contact.trim() }),
          ...(hours.trim() && { hours: hours.trim() }),
        })
      }
    >
      <TextField {...form.text("name", text.name)} hint={text.nameHint} maxLength={80} />
      <TextField {...form.text("street", text.street)} maxLength={200} />
      <FieldRow>
        <TextField {...form.text("postcode", text.postcode)} maxLength={20} />
        <TextField {...form.text("city", text.city)} maxLength={100} />
      </FieldRow>
      <TextField {...form.text("country", text.country)} hint={text.countryHint} maxLength={2} narrow />
      <TextField {...form.text("contact", text.contact, { optional: true })} maxLength={200} />
      <TextField {...form.text("hours", text.hours, { optional: true })} maxLength={200} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {common.save}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function Codes(props: { memberId: string; settings: OrderSettings; mayChange: boolean }) {
  const { memberId, settings, mayChange } = props;
  const { codes, version } = settings;
  const text = useText(buyingText);
  const format = useFormat();
  const save = useAct(setBudgetCodes);
  const store = async (changed: ListedCode[]): Promise<Refusal | undefined> => {
    const refusal = await refusalOf(save.mutateAsync({ memberId, version, codes: changed }));
    notify(refusal ? "danger" : "success", refusal?.message ?? text.settingsSaved);
    return refusal;
  };
  return (
    <Card title={text.codes}>
      {codes.length === 0 && <p className="members-note">{text.noCodes}</p>}
      <List>
        {codes.map((code) => (
          <li key={code.code}>
            <span className="ui-figures">{code.code}</span> {code.name}
            {code.from && ` · ${text.codeFrom} ${format.date(code.from)}`}
            {code.to && ` · ${text.codeTo} ${format.date(code.to)}`}
            {mayChange && (
              <Button
                small
                variant="tertiary"
                icon="delete"
                iconOnly
                onClick={() => store(codes.filter((other) => other !== code))}
              >
                {text.removeCode(code.code)}
              </Button>
            )}
          </li>
        ))}
      </List>
      <p className="members-note">{text.codesHint}</p>
      {mayChange && <Adding act={text.addCode} form={CodeForm} onAdd={(code) => store([...codes, code])} />}
    </Card>
  );
}

function CodeForm(props: { onAdd: OnAdd<ListedCode> }) {
  const text = useText(buyingText);
  const { common } = useText(shared);
  const form = useFields({ code: "", name: "", from: "", to: "" });
  return (
    <Form
      form={form}
      onSubmit={({ code, name, from, to }) =>
        props.onAdd({ code: code.trim(), name: name.trim(), ...(from && { from }), ...(to && { to }) })
      }
    >
      <TextField {...form.text("code", text.code)} maxLength={40} />
      <TextField {...form.text("name", text.codeName)} maxLength={100} />
      <FieldRow>
        <DateField {...form.date("from", text.codeFrom, { optional: true })} />
        <DateField {...form.date("to", text.codeTo, { optional: true })} />
      </FieldRow>
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {common.save}
        </Button>
      </ButtonRow>
    </Form>
  );
}
