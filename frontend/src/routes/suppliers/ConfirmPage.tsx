import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Problem } from "../../api/problem";
import { confirmRegistration, registrationQuery } from "../../api/registration";
import { useSignIn } from "../../api/session";
import { refusalOf, sentenceOf } from "../../text/problems";
import { signupText } from "../../text/signup";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { TextField } from "../../ui/TextField";
import { TextLink } from "../links";

/** Where the link of a mail leads. Its secret stands behind the hash sign, which browsers send to nobody. */
export function ConfirmPage() {
  const text = useText(signupText).confirm;
  const [secret] = useState(() => window.location.hash.slice(1));
  const { data: waits, error } = useQuery(registrationQuery(secret || "-"));
  if (error)
    return (
      <div className="ui-page">
        <PageHeader title={text.title} />
        <Alert tone="warning" title={text.gone}>
          <p>{error instanceof Problem ? sentenceOf(error) : String(error)}</p>
          <TextLink to="/signup">{text.anew}</TextLink>
        </Alert>
      </div>
    );
  if (!waits) return <Loader />;
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
      <DescriptionList
        facts={[
          [text.supplier, waits.supplier],
          [text.place, waits.cooperative],
          [text.person, waits.personName],
          [text.email, waits.email],
        ]}
      />
      <PasswordForm secret={secret} email={waits.email} />
    </div>
  );
}

function PasswordForm(props: { secret: string; email: string }) {
  const text = useText(signupText).confirm;
  const navigate = useNavigate();
  const signIn = useSignIn();
  const form = useFields({ password: "", again: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ password }) => {
        const refusal = await refusalOf(
          confirmRegistration(props.secret, password).then(() => signIn({ email: props.email, password })),
        );
        if (!refusal) await navigate({ to: "/suppliers/own", replace: true });
        return refusal;
      }}
    >
      <TextField
        {...form.text("password", text.password, { least: 12 })}
        hint={text.passwordHint}
        type="password"
        maxLength={200}
        autoComplete="new-password"
      />
      <TextField
        {...form.text("again", text.again, {
          check: (value) => (value === form.hook.getValues("password") ? undefined : text.differs),
        })}
        type="password"
        maxLength={200}
        autoComplete="new-password"
      />
      <div>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.submit}
        </Button>
      </div>
    </Form>
  );
}
