import { useNavigate } from "@tanstack/react-router";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import "./PeriodForm.css";

/** Chooses the period of a statement, which stands in the address. */
export function PeriodForm(props: { memberId: string; from: string; to: string }) {
  const { memberId, from, to } = props;
  const text = useText(statementsText);
  const navigate = useNavigate();
  const form = useFields({ from, to });
  return (
    <section className="statement-period ui-no-print" aria-label={text.period}>
      <Form
        form={form}
        onSubmit={async (period) => {
          await navigate({
            to: "/statements/$memberId",
            params: { memberId },
            search: period,
            resetScroll: false,
          });
          return undefined;
        }}
      >
        <div className="statement-period__fields">
          <DateField {...form.date("from", text.from)} />
          <DateField
            {...form.date("to", text.to, {
              check: (end) => (end < form.hook.getValues("from") ? text.reversed : undefined),
            })}
          />
          <Button type="submit">{text.show}</Button>
        </div>
      </Form>
    </section>
  );
}
