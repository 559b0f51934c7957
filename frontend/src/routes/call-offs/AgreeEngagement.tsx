import { useAct } from "../../api/act";
import { agreeEngagement, type Services } from "../../api/services";
import { refusalOf } from "../../text/problems";
import { servicesText } from "../../text/services";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { ServicesFields } from "../ServicesFields";

/** Where the member says what services are called off for. */
export function AgreeEngagement(props: { services: Services }) {
  const { services } = props;
  const text = useText(servicesText);
  const agree = useAct(agreeEngagement);
  const form = useFields({ from: "", to: "", description: "", hoursPerDay: services.byDay ? "8" : "" });
  return (
    <Card title={text.agreeTitle} surface>
      <p className="kern-body ui-text">{text.agreeText}</p>
      <Form
        form={form}
        onSubmit={async ({ hoursPerDay, ...terms }) => {
          const refusal = await refusalOf(
            agree.mutateAsync({
              callOffId: services.callOff.id,
              terms: { ...terms, ...(services.byDay && { hoursPerDay }) },
            }),
          );
          if (!refusal) notify("success", text.agreed);
          return refusal;
        }}
      >
        <ServicesFields
          from={form.date("from", text.from)}
          to={form.date("to", text.to)}
          hoursPerDay={services.byDay ? form.text("hoursPerDay", text.hoursPerDay) : undefined}
          description={form.text("description", text.description, { least: 3 })}
        />
        <ButtonRow>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.agree}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
