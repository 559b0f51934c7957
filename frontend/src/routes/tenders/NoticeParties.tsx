import type { TenderNotices } from "../../api/publication";
import type { Tender } from "../../api/tenders";
import { publicationPartiesText } from "../../text/publicationParties";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Disclosure } from "../../ui/Disclosure";
import { FieldRow } from "../../ui/Form";
import type { useFields } from "../../ui/fields";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { CodeField } from "../CodeField";
import type { EnteredParticulars } from "./particulars";

type Fields = ReturnType<typeof useFields<EnteredParticulars>>;

const optional = { optional: true };

/** What notices say about each lot, and after the opening how many bids came from whom. */
export function LotFields(props: { form: Fields; tender: Tender }) {
  const { form, tender } = props;
  const text = useText(publicationPartiesText).lots;
  const counted = tender.openedAt !== undefined;
  return (
    <Disclosure title={text.title}>
      {tender.lots.map((lot, index) => {
        const label = (of: string) => text.of(lot.position, of);
        const count = (key: "small" | "large" | "otherEea" | "overseas") => (
          <QuantityField
            {...form.quantity(`lots.${index}.${key}`, label(text[key]), { optional: true, places: 0 })}
            label={text[key]}
            unit=""
          />
        );
        return (
          <fieldset key={lot.id} className="notice-party">
            <legend className="kern-label">{text.of(lot.position, lot.title)}</legend>
            <TextArea
              {...form.text(`lots.${index}.description`, label(text.description), optional)}
              label={text.description}
              hint={text.descriptionHint}
              maxLength={6000}
            />
            {counted && (
              <>
                <p className="kern-body kern-body--small ui-muted">{text.counts}</p>
                <FieldRow>
                  {count("small")}
                  {count("large")}
                  {count("otherEea")}
                  {count("overseas")}
                </FieldRow>
              </>
            )}
          </fieldset>
        );
      })}
    </Disclosure>
  );
}

/** Of which members notices need an address that nobody knows yet. */
export function BuyerFields(props: { form: Fields; members: TenderNotices["members"] }) {
  const { form, members } = props;
  const text = useText(publicationPartiesText).buyers;
  if (members.length === 0) return null;
  return (
    <Disclosure title={text.title(members.length)}>
      <p className="kern-body">{text.lead}</p>
      {members.map(({ id, name }, index) => {
        const label = (of: string) => `${name}, ${of}`;
        return (
          <fieldset key={id} className="notice-party">
            <legend className="kern-label">{name}</legend>
            <FieldRow>
              <TextField
                {...form.text(`buyers.${index}.identifier`, label(text.identifier), optional)}
                label={text.identifier}
                maxLength={100}
              />
              <TextField
                {...form.text(`buyers.${index}.postcode`, label(text.postcode), optional)}
                label={text.postcode}
                maxLength={20}
              />
              <TextField
                {...form.text(`buyers.${index}.city`, label(text.city), optional)}
                label={text.city}
                maxLength={400}
              />
              <CodeField
                {...form.text(`buyers.${index}.nuts`, label(text.nuts), optional)}
                label={text.nuts}
                list="nuts"
              />
            </FieldRow>
          </fieldset>
        );
      })}
    </Disclosure>
  );
}

/** What notices say about whoever won; what is left empty stands as the supplier says it of itself. */
export function WinnerFields(props: { form: Fields; winners: TenderNotices["winners"] }) {
  const { form, winners } = props;
  const text = useText(publicationPartiesText).winners;
  const { sizes } = useText(suppliersText).profile;
  if (winners.length === 0) return null;
  return (
    <Disclosure title={text.title}>
      <p className="kern-body">{text.lead}</p>
      {winners.map(({ id, name }, index) => {
        const label = (of: string) => `${name}, ${of}`;
        const field = (
          key: "identifier" | "street" | "postcode" | "city" | "country" | "phone" | "email",
          maxLength: number,
        ) => (
          <TextField
            {...form.text(`winners.${index}.${key}`, label(text[key]), optional)}
            label={text[key]}
            maxLength={maxLength}
          />
        );
        return (
          <fieldset key={id} className="notice-party">
            <legend className="kern-label">{name}</legend>
            <FieldRow>
              <TextField
                {...form.text(`winners.${index}.owners`, label(text.owners), optional)}
                label={text.owners}
                hint={text.countryHint}
                maxLength={3}
              />
              <Select
                {...form.choice(`winners.${index}.subcontracting`, label(text.subcontracting), optional)}
                label={text.subcontracting}
                empty={text.notGiven}
                choices={(["yes", "no", "not-known"] as const).map((value) => ({
                  value,
                  label: text.answers[value],
                }))}
              />
              <Select
                {...form.choice(`winners.${index}.size`, label(text.size), optional)}
                label={text.size}
                empty={text.asSupplier}
                choices={(["micro", "small", "medium", "large"] as const).map((value) => ({
                  value,
                  label: sizes[value],
                }))}
              />
              {field("identifier", 100)}
              {field("street", 400)}
              {field("postcode", 20)}
              {field("city", 400)}
              <CodeField
                {...form.text(`winners.${index}.nuts`, label(text.nuts), optional)}
                label={text.nuts}
                list="nuts"
              />
              {field("country", 3)}
              {field("phone", 30)}
              {field("email", 400)}
            </FieldRow>
          </fieldset>
        );
      })}
    </Disclosure>
  );
}
