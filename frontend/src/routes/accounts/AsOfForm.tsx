import { accountsText } from "../../text/accounts";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import "../PeriodForm.css";

/** Chooses the day at whose end balances stand; the page keeps it in its address. */
export function AsOfForm(props: { asOf: string; onShow: (asOf: string) => void }) {
  const { asOf, onShow } = props;
  const text = useText(accountsText);
  const form = useFields({ asOf });
  return (
    <section className="period-form ui-no-print" aria-label={text.asOf}>
      <Form
        form={form}
        onSubmit={async (values) => {
          onShow(values.asOf);
          return undefined;
        }}
      >
        <div className="period-form__fields">
          <DateField {...form.date("asOf", text.asOf)} hint="" />
          <Button type="submit">{text.show}</Button>
        </div>
      </Form>
    </section>
  );
}
