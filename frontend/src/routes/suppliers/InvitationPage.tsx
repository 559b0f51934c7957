import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "../../api/problem";
import { acceptInvitation, invitationQuery } from "../../api/registration";
import { switchCooperative, useSignIn } from "../../api/session";
import { sentenceOf } from "../../text/problems";
import { signupText } from "../../text/signup";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { DescriptionList } from "../../ui/DescriptionList";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { PasswordForm } from "./PasswordForm";

/** Where the link of an invitation leads. Its secret stands behind the hash sign, which browsers send to nobody. */
export function InvitationPage() {
  const { confirm, invitation: text } = useText(signupText);
  const signIn = useSignIn();
  const [secret] = useState(() => window.location.hash.slice(1));
  const { data: waits, error } = useQuery(invitationQuery(secret || "-"));
  if (error)
    return (
      <div className="ui-page">
        <PageHeader title={text.title} />
        <Alert tone="warning" title={text.gone}>
          <p>{error instanceof Problem ? sentenceOf(error) : String(error)}</p>
        </Alert>
      </div>
    );
  if (!waits) return <Loader />;
  const { supplier, cooperative, personName, email, known } = waits;
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={known ? text.leadKnown(supplier) : text.lead(supplier)} />
      <DescriptionList
        facts={[
          [confirm.supplier, supplier],
          [confirm.place, cooperative.name],
          [confirm.person, personName],
          [confirm.email, email],
        ]}
      />
      <PasswordForm
        known={known}
        submit={text.submit}
        onPassword={async (password) => {
          await acceptInvitation(secret, password);
          await signIn({ email, password });
          await switchCooperative(cooperative.id);
        }}
      />
    </div>
  );
}
