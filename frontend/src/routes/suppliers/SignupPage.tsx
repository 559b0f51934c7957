import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { enterSupplier, placesQuery } from "../../api/registration";
import { refusalOf } from "../../text/problems";
import { signupText } from "../../text/signup";
import { useLanguage, useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { ButtonLink } from "../links";
import { blankProfile, ProfileFields, type ProfileValues, trimmed } from "./ProfileFields";

type SignupValues = ProfileValues & { cooperativeId: string; personName: string; personEmail: string };

/** Where a supplier registers itself, without an account. */
export function SignupPage() {
  const text = useText(signupText);
  const { data: places } = useSuspenseQuery(placesQuery);
  const [sentTo, setSentTo] = useState<string>();
  if (places.items.length === 0)
    return (
      <div className="ui-page">
        <PageHeader title={text.title} />
        <Alert tone="info" title={text.closed}>
          {text.closedText}
        </Alert>
      </div>
    );
  if (sentTo)
    return (
      <div className="ui-page">
        <PageHeader title={text.title} />
        <Alert tone="success" title={text.sent} live>
          <p>{text.sentText(sentTo)}</p>
          <p>{text.sentNothing}</p>
        </Alert>
      </div>
    );
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
      <SignupForm onSent={setSentTo} />
    </div>
  );
}

function SignupForm(props: { onSent: (email: string) => void }) {
  const text = useText(signupText);
  const language = useLanguage();
  const { data: places } = useSuspenseQuery(placesQuery);
  const [first] = places.items;
  const form = useFields<SignupValues>({
    ...blankProfile,
    cooperativeId: places.items.length === 1 && first ? first.id : "",
    personName: "",
    personEmail: "",
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { cooperativeId } = values;
        const personEmail = values.personEmail.trim();
        const refusal = await refusalOf(
          enterSupplier({
            cooperativeId,
            personName: values.personName.trim(),
            personEmail,
            language,
            name: values.name.trim(),
            ...trimmed(values),
          }),
        );
        if (!refusal) props.onSent(personEmail);
        return refusal;
      }}
    >
      {places.items.length > 1 && (
        <Select
          {...form.choice("cooperativeId", text.place)}
          choices={places.items.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <h2 className="kern-heading-medium">{text.company}</h2>
      <TextField
        {...form.text("name", text.name, { least: 2 })}
        maxLength={200}
        autoComplete="organization"
      />
      <ProfileFields form={form} visitor />
      <h2 className="kern-heading-medium">{text.person}</h2>
      <TextField
        {...form.text("personName", text.personName, { least: 2 })}
        maxLength={200}
        autoComplete="name"
      />
      <TextField
        {...form.text("personEmail", text.personEmail, { email: true })}
        hint={text.personEmailHint}
        type="email"
        maxLength={254}
        autoComplete="email"
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.submit}
        </Button>
        <ButtonLink to="/sign-in">{text.signIn}</ButtonLink>
      </ButtonRow>
    </Form>
  );
}
