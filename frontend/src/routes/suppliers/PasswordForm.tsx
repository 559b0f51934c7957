import { refusalOf } from "../../text/problems";
import { signupText } from "../../text/signup";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { TextField } from "../../ui/TextField";

/** Takes the password of whoever came by a link: a new one twice, or the one of the account there is. */
export function PasswordForm(props: {
  known?: boolean;
  submit: string;
  onPassword: (password: string) => Promise<void>;
}) {
  const text = useText(signupText).confirm;
  const form = useFields({ password: "", again: "" });
  return (
    <Form form={form} onSubmit={({ password }) => refusalOf(props.onPassword(password))}>
      {props.known ? (
        <TextField
          {...form.text("password", text.password)}
          type="password"
          maxLength={200}
          autoComplete="current-password"
        />
      ) : (
        <>
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
        </>
      )}
      <div>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {props.submit}
        </Button>
      </div>
    </Form>
  );
}
