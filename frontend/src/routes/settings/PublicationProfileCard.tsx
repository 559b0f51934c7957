import { useQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import {
  type PublicationProfile,
  publicationProfileQuery,
  setPublicationProfile,
} from "../../api/publication";
import { refusalOf } from "../../text/problems";
import { publicationProfileText } from "../../text/publicationProfile";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox } from "../../ui/Checks";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { CodeField } from "../CodeField";

/** What every public notice of the cooperative says about it. */
export function PublicationProfileCard() {
  const text = useText(publicationProfileText);
  const { data: profile } = useQuery(publicationProfileQuery);
  if (!profile) return null;
  return (
    <Card title={text.title}>
      <p className="kern-body ui-text">{text.lead}</p>
      <ProfileForm key={profile.version} profile={profile} />
    </Card>
  );
}

/** The choices that a list of names by code offers. */
function choicesOf(names: Readonly<Record<string, string>>) {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

function ProfileForm(props: { profile: PublicationProfile }) {
  const { version, ...given } = props.profile;
  const text = useText(publicationProfileText);
  const save = useAct(setPublicationProfile);
  const form = useFields({ ...given, role: given.role as string, validMonths: String(given.validMonths) });
  const optional = { optional: true };
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const role = values.role as PublicationProfile["role"]; // the choices are all there is
        const refusal = await refusalOf(
          save.mutateAsync({
            version,
            profile: { ...values, role, validMonths: Number(values.validMonths) },
          }),
        );
        if (!refusal) notify("success", text.saved);
        return refusal;
      }}
    >
      <FieldRow>
        <TextField
          {...form.text("identifier", text.identifier, optional)}
          hint={text.identifierHint}
          maxLength={100}
        />
        <CodeField {...form.text("nuts", text.nuts, optional)} hint={text.nutsHint} list="nuts" />
      </FieldRow>
      <Select
        {...form.choice("legalType", text.legalType, optional)}
        empty={text.open}
        choices={choicesOf(text.legalTypes)}
      />
      <Select
        {...form.choice("activity", text.activity, optional)}
        empty={text.open}
        choices={choicesOf(text.activities)}
      />
      <Select
        {...form.choice("role", text.role, optional)}
        empty={text.open}
        choices={choicesOf(text.roles)}
      />
      <TextField {...form.text("website", text.website, optional)} maxLength={400} />
      <TextField {...form.text("reviewName", text.reviewName, optional)} maxLength={400} />
      <TextField {...form.text("reviewIdentifier", text.reviewIdentifier, optional)} maxLength={100} />
      <FieldRow>
        <TextField {...form.text("reviewPostcode", text.reviewPostcode, optional)} maxLength={20} />
        <TextField {...form.text("reviewCity", text.reviewCity, optional)} maxLength={400} />
      </FieldRow>
      <CodeField {...form.text("reviewNuts", text.reviewNuts, optional)} list="nuts" />
      <FieldRow>
        <TextField {...form.text("reviewPhone", text.reviewPhone, optional)} maxLength={30} />
        <TextField {...form.text("reviewEmail", text.reviewEmail, optional)} maxLength={400} />
      </FieldRow>
      <TextArea
        {...form.text("reviewPeriod", text.reviewPeriod, optional)}
        hint={text.reviewPeriodHint}
        maxLength={6000}
      />
      <TextField
        {...form.text("validMonths", text.validMonths, {
          check: (months) => (/^([0-9]|1[0-9]|2[0-4])$/.test(months) ? undefined : text.validMonthsHint),
        })}
        hint={text.validMonthsHint}
        maxLength={2}
      />
      <Checkbox {...form.flag("gpa", text.gpa)} />
      <Checkbox {...form.flag("euFunds", text.euFunds)} />
      <Checkbox {...form.flag("eOrders", text.eOrders)} />
      <Checkbox {...form.flag("ePayment", text.ePayment)} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.save}
        </Button>
      </ButtonRow>
    </Form>
  );
}
