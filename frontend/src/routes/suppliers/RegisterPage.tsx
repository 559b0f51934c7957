import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { registerSupplier, type SupplierFile } from "../../api/suppliers";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { TextField } from "../../ui/TextField";
import { ButtonLink, TextLink } from "../links";
import { blankProfile, ProfileFields, type ProfileValues, trimmed } from "./ProfileFields";

/** Where an officer registers a supplier. */
export function RegisterPage() {
  const texts = useText(suppliersText);
  const text = texts.register;
  const { common } = useText(shared);
  const navigate = useNavigate();
  const act = useAct(registerSupplier);
  const form = useFields<ProfileValues>(blankProfile);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/suppliers">{texts.title}</TextLink>
          </Breadcrumb>
        }
        title={text.open}
        lead={text.lead}
      />
      <Form
        form={form}
        onSubmit={async (values) => {
          let made: SupplierFile | undefined;
          const refusal = await refusalOf(
            act.mutateAsync({ name: values.name.trim(), ...trimmed(values) }).then((file) => {
              made = file;
            }),
          );
          if (!made) return refusal;
          notify("success", text.done(made.name));
          navigate({ to: "/suppliers/$id", params: { id: made.id } });
        }}
      >
        <TextField {...form.text("name", texts.name, { least: 2 })} maxLength={200} />
        <ProfileFields form={form} />
        <ButtonRow>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.submit}
          </Button>
          <ButtonLink to="/suppliers">{common.cancel}</ButtonLink>
        </ButtonRow>
      </Form>
    </div>
  );
}
