import { useAct } from "../../api/act";
import { agreeEngagement, type Services } from "../../api/services";
import { refusalOf } from "../../text/problems";
import { servicesText } from "../../text/services";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea, TextField } from "../../ui/TextField";

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
        <FieldRow>
          <DateField {...form.date("from", text.from)} />
          <DateField {...form.date("to", text.to)} />
        </FieldRow>
        {services.byDay && (
          <TextField
            {...form.text("hoursPerDay", text.hoursPerDay)}
            hint={text.hoursPerDayHint}
            inputMode="decimal"
            maxLength={5}
          />
        )}
        <TextArea {...form.text("description", text.description, { least: 3 })} maxLength={2000} />
        <ButtonRow>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.agree}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
