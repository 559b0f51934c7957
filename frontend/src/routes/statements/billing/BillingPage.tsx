import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useAct } from "../../../api/act";
import { billingProfileQuery, setBillingProfile } from "../../../api/billing";
import { useMay } from "../../../api/session";
import { billingText } from "../../../text/billing";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { FieldRow, Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { QuantityField } from "../../../ui/QuantityField";
import { TextField } from "../../../ui/TextField";
import { StatementSections } from "../StatementSections";

/** What statements say about the cooperative. */
export function BillingPage() {
  const text = useText(billingText);
  const { data: profile } = useSuspenseQuery(billingProfileQuery);
  return (
    <div className="ui-page">
      <StatementSections />
      <PageHeader title={text.title} lead={text.lead} />
      <ProfileForm key={profile.version} profile={profile} />
    </div>
  );
}

type Profile = Parameters<typeof setBillingProfile.run>[0]["profile"];
type Values = Record<Exclude<keyof Profile, "paymentDays">, string> & { paymentDays: string };

function ProfileForm(props: { profile: Profile & { version: number } }) {
  const { version, ...given } = props.profile;
  const text = useText(billingText);
  const { common, notAllowed } = useText(shared);
  const may = useMay();
  const save = useAct(setBillingProfile);
  const form = useFields<Values>({
    street: given.street,
    postcode: given.postcode,
    city: given.city,
    vatId: given.vatId ?? "",
    taxNumber: given.taxNumber ?? "",
    contact: given.contact,
    phone: given.phone,
    email: given.email,
    iban: given.iban,
    bic: given.bic ?? "",
    paymentDays: String(given.paymentDays || 30),
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(save.mutateAsync({ version, profile: profileOf(values) }));
        if (!refusal) notify("success", text.saved);
        return refusal;
      }}
    >
      <Part id="address" title={text.address}>
        <TextField {...form.text("street", text.street)} maxLength={200} autoComplete="off" />
        <FieldRow>
          <TextField {...form.text("postcode", text.postcode)} maxLength={10} narrow />
          <TextField {...form.text("city", text.city)} maxLength={100} />
        </FieldRow>
      </Part>
      <Part id="tax" title={text.tax} hint={text.taxText}>
        <FieldRow>
          <TextField
            {...form.text("vatId", text.vatId, { optional: true })}
            hint={text.vatIdHint}
            maxLength={20}
          />
          <TextField {...form.text("taxNumber", text.taxNumber, { optional: true })} maxLength={30} />
        </FieldRow>
      </Part>
      <Part id="contact" title={text.contactTitle}>
        <TextField {...form.text("contact", text.contact)} maxLength={100} />
        <FieldRow>
          <TextField {...form.text("phone", text.phone)} type="tel" maxLength={40} />
          <TextField {...form.text("email", text.email, { email: true })} type="email" maxLength={200} />
        </FieldRow>
      </Part>
      <Part id="payment" title={text.payment}>
        <FieldRow>
          <TextField
            {...form.text("iban", text.iban, {
              check: (iban) =>
                /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(bare(iban)) ? undefined : text.ibanInvalid,
            })}
            maxLength={42}
          />
          <TextField {...form.text("bic", text.bic, { optional: true })} maxLength={11} />
        </FieldRow>
        <QuantityField
          {...form.quantity("paymentDays", text.paymentDays, {
            check: (days) => (Number(days) <= 120 ? undefined : text.paymentDaysInvalid),
          })}
          unit={text.days}
        />
      </Part>
      <div>
        <Button
          type="submit"
          variant="primary"
          busy={form.hook.formState.isSubmitting}
          disabledReason={may("billing.set") ? undefined : notAllowed}
        >
          {common.save}
        </Button>
      </div>
    </Form>
  );
}

function Part(props: { id: string; title: string; hint?: string; children: ReactNode }) {
  const { id, title, hint, children } = props;
  return (
    <section className="ui-section" aria-labelledby={id}>
      <div>
        <h2 id={id} className="kern-heading-medium">
          {title}
        </h2>
        {hint && <p className="kern-body kern-body--muted">{hint}</p>}
      </div>
      {children}
    </section>
  );
}

/** An IBAN without the blanks with which it is printed. */
function bare(iban: string): string {
  return iban.replaceAll(/\s/g, "").toUpperCase();
}

function profileOf(values: Values): Profile {
  const { paymentDays, iban, ...texts } = values;
  const trimmed = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value.trim()]));
  return { ...(trimmed as typeof texts), iban: bare(iban), paymentDays: Number(paymentDays) };
}
