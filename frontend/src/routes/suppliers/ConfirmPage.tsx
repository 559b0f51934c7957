import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Problem } from "../../api/problem";
import { confirmRegistration, registrationQuery } from "../../api/registration";
import { useSignIn } from "../../api/session";
import { sentenceOf } from "../../text/problems";
import { signupText } from "../../text/signup";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { DescriptionList } from "../../ui/DescriptionList";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { TextLink } from "../links";
import { PasswordForm } from "./PasswordForm";

/** Where the link of a mail leads. Its secret stands behind the hash sign, which browsers send to nobody. */
export function ConfirmPage() {
  const text = useText(signupText).confirm;
  const navigate = useNavigate();
  const signIn = useSignIn();
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
      <PasswordForm
        submit={text.submit}
        onPassword={async (password) => {
          await confirmRegistration(secret, password);
          await signIn({ email: waits.email, password });
          await navigate({ to: "/suppliers/own", replace: true });
        }}
      />
    </div>
  );
}
