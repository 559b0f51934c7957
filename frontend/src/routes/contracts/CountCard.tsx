import { useAct } from "../../api/act";
import { countLicence, type LicenceHistory } from "../../api/holdings";
import { useMay } from "../../api/session";
import { licencesText } from "../../text/licences";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ButtonLink } from "../links";

/** What was counted last, what is missing, and the form of the next count. */
export function CountCard(props: { licence: LicenceHistory }) {
  const { licence } = props;
  const text = useText(licencesText);
  const format = useFormat();
  const may = useMay();
  const last = licence.counts[0];
  return (
    <Card title={text.counting}>
      <p>{text.countingText}</p>
      {licence.countBy && <p>{text.countBy(format.date(licence.countBy))}</p>}
      {licence.waitingSeats > 0 && <Alert tone="info" title={text.waiting(licence.waitingSeats)} />}
      {last && licence.missing === 0 && licence.waitingSeats === 0 && (
        <Alert tone="success" title={text.enough} />
      )}
      {last && licence.missing > 0 && (
        <Alert
          tone="warning"
          title={text.missing(
            last.used - licence.seats - licence.waitingSeats,
            format.number(String(licence.missing)),
          )}
        >
          {may("calloff.place") && (
            <ButtonRow>
              {" "}
              <ButtonLink
                small
                to="/marketplace/$frameworkId"
                params={{ frameworkId: licence.framework.id }}
                search={{
                  item: licence.item.id,
                  memberId: licence.member.id,
                  quantity: String(licence.missing),
                  licence: licence.id,
                  reason: "true-up",
                }}
              >
                {text.trueUp}
              </ButtonLink>
            </ButtonRow>
          )}
        </Alert>
      )}
      {may("licence.record") && <CountForm licence={licence} />}
    </Card>
  );
}

function CountForm(props: { licence: LicenceHistory }) {
  const { licence } = props;
  const text = useText(licencesText);
  const count = useAct(countLicence);
  const form = useFields({ countedOn: "", used: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ countedOn, used }) => {
        const refusal = await refusalOf(count.mutateAsync({ id: licence.id, countedOn, used: Number(used) }));
        if (refusal) return refusal;
        notify("success", text.counted);
        form.hook.reset();
        return undefined;
      }}
    >
      <FieldRow>
        <DateField {...form.date("countedOn", text.countedOn)} />
        <TextField
          {...form.text("used", text.used, {
            check: (value) => (/^\d{1,7}$/.test(value) ? undefined : text.whole),
          })}
          inputMode="numeric"
        />
      </FieldRow>
      <ButtonRow>
        <Button type="submit" busy={form.hook.formState.isSubmitting}>
          {text.count}
        </Button>
      </ButtonRow>
    </Form>
  );
}
