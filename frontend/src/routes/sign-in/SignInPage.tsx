import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { sessionQuery, useSignIn } from "../../api/session";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { PageHeader } from "../../ui/PageHeader";
import { TextField } from "../../ui/TextField";
import { TextLink } from "../links";
import { signInRoute } from "./routes";
import "./SignInPage.css";

/** Signing in with e-mail and password. */
export function SignInPage() {
  const text = useText(shared).signIn;
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { next } = signInRoute.useSearch();
  const navigate = useNavigate();
  const signIn = useSignIn();
  const form = useFields({ email: "", password: "" });
  return (
    <div className="ui-page sign-in">
      <PageHeader title={text.title} lead={text.lead} />
      {session.demo && (
        <Alert tone="info" title={text.demo}>
          {text.demoHint}
        </Alert>
      )}
      <Form
        form={form}
        onSubmit={async (credentials) => {
          const refusal = await refusalOf(signIn(credentials));
          if (!refusal) await navigate({ to: next ?? "/" });
          return refusal;
        }}
      >
        <TextField
          {...form.text("email", text.email, { email: true })}
          type="email"
          autoComplete="username"
        />
        <TextField
          {...form.text("password", text.password)}
          type="password"
          autoComplete="current-password"
        />
        <div>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.submit}
          </Button>
        </div>
      </Form>
      <p className="kern-body">
        <TextLink to="/signup">{text.signup}</TextLink>
      </p>
      <p className="kern-body">
        <a className="kern-link" href="/bekanntmachungen">
          {text.notices}
        </a>
      </p>
    </div>
  );
}
