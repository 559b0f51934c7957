import { monthOf, today } from "../lib/date";
import { accountsText } from "../text/accounts";
import { useText } from "../text/text";
import { Button, ButtonRow } from "../ui/Button";
import { DateField } from "../ui/DateField";
import { Form } from "../ui/Form";
import { useFields } from "../ui/fields";
import "./PeriodForm.css";

interface Days {
  from: string;
  to: string;
}

/**
 * Chooses the period that a page is about; the page keeps it in its address. With the period as its key, the
 * form follows the address.
 */
export function PeriodForm(props: Days & { onShow: (days: Days) => void }) {
  const { from, to, onShow } = props;
  const text = useText(accountsText);
  const form = useFields({ from, to });
  return (
    <section className="period-form ui-no-print" aria-label={text.period}>
      <Form
        form={form}
        onSubmit={async (days) => {
          onShow(days);
          return undefined;
        }}
      >
        <div className="period-form__fields">
          <DateField {...form.date("from", text.from)} hint="" />
          <DateField
            {...form.date("to", text.to, {
              check: (end) => (end < form.hook.getValues("from") ? text.reversed : undefined),
            })}
            hint=""
          />
          <Button type="submit">{text.show}</Button>
          <ButtonRow>
            {offers(today()).map(({ name, days }) => (
              <Button key={name} variant="tertiary" small onClick={() => onShow(days)}>
                {text[name]}
              </Button>
            ))}
          </ButtonRow>
        </div>
      </Form>
    </section>
  );
}

function offers(now: string): { name: "lastMonth" | "thisYear" | "lastYear"; days: Days }[] {
  const year = Number(now.slice(0, 4));
  return [
    { name: "lastMonth", days: monthOf(now, -1) },
    { name: "thisYear", days: { from: `${year}-01-01`, to: `${year}-12-31` } },
    { name: "lastYear", days: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` } },
  ];
}
