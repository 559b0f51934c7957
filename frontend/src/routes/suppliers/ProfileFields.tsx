import type { SupplierProfile } from "../../api/suppliers";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { FieldRow } from "../../ui/Form";
import type { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { CodeField } from "../CodeField";

/** What a supplier says of itself, while it is typed. */
export type ProfileValues = SupplierProfile & { name: string };

/** Nothing typed yet. */
export const blankProfile: ProfileValues = {
  name: "",
  register: "",
  vatId: "",
  street: "",
  postcode: "",
  city: "",
  country: "DE",
  nuts: "",
  email: "",
  phone: "",
  size: "",
};

/** What is sent: the same without blanks around it, and without the name. */
export function trimmed(values: ProfileValues): SupplierProfile {
  const { register, vatId, street, postcode, city, country, nuts, email, phone, size } = values;
  const bare = (text: string) => text.trim();
  return {
    register: bare(register),
    vatId: bare(vatId),
    street: bare(street),
    postcode: bare(postcode),
    city: bare(city),
    country: bare(country),
    nuts: bare(nuts),
    email: bare(email),
    phone: bare(phone),
    size,
  };
}

/** The fields of what a supplier says of itself; visitors type the region, as they cannot search code lists. */
export function ProfileFields(props: {
  form: Pick<ReturnType<typeof useFields<ProfileValues>>, "text" | "choice">;
  visitor?: boolean;
}) {
  const { form, visitor } = props;
  const text = useText(suppliersText).profile;
  const optional = { optional: true };
  return (
    <>
      <FieldRow>
        <TextField
          {...form.text("register", text.register, optional)}
          hint={text.registerHint}
          maxLength={200}
        />
        <TextField {...form.text("vatId", text.vatId, optional)} maxLength={20} />
      </FieldRow>
      <TextField {...form.text("street", text.street, { least: 2 })} maxLength={200} />
      <FieldRow>
        <TextField {...form.text("postcode", text.postcode, { least: 3 })} maxLength={10} />
        <TextField {...form.text("city", text.city, { least: 2 })} maxLength={100} />
        <TextField
          {...form.text("country", text.country, { least: 2 })}
          hint={text.countryHint}
          maxLength={2}
        />
      </FieldRow>
      <FieldRow>
        {visitor ? (
          <TextField {...form.text("nuts", text.nuts, optional)} hint={text.nutsTyped} maxLength={5} />
        ) : (
          <CodeField {...form.text("nuts", text.nuts, optional)} hint={text.nutsHint} list="nuts" />
        )}
        <Select
          {...form.choice("size", text.size, optional)}
          empty={text.sizeUnknown}
          choices={(["micro", "small", "medium", "large"] as const).map((value) => ({
            value,
            label: text.sizes[value],
          }))}
        />
      </FieldRow>
      <FieldRow>
        <TextField {...form.text("email", text.email, { email: true })} type="email" maxLength={254} />
        <TextField {...form.text("phone", text.phone, optional)} type="tel" maxLength={50} />
      </FieldRow>
    </>
  );
}
