import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../api/act";
import { placeCallOff, quoteQuery } from "../../api/call-offs";
import type { Framework } from "../../api/frameworks";
import { marketplaceText } from "../../text/marketplace";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { useSettled } from "../../ui/useSettled";
import { AddLine } from "./AddLine";
import type { Customer } from "./customers";
import { OrderLines } from "./OrderLines";
import { OrderSummary } from "./OrderSummary";
import { type OrderValues, quotable } from "./order";

const longestBudgetCode = 40;
const longestNote = 1000;

/** The form of a call-off: its lines with the server's totals, whose budget it is, and what happens on sending. */
export function OrderForm(props: {
  framework: Framework;
  customers: readonly Customer[];
  beginning: { memberId: string; itemId: string; quantity: string };
}) {
  const { framework, customers, beginning } = props;
  const text = useText(marketplaceText).form;
  const navigate = useNavigate();
  const place = useAct(placeCallOff);
  const form = useFields<OrderValues>({
    memberId: beginning.memberId,
    budgetCode: "",
    note: "",
    lines: [{ itemId: beginning.itemId, quantity: beginning.quantity }],
  });
  const lines = useFieldArray({ control: form.hook.control, name: "lines" });
  const [memberId, wished] = form.hook.watch(["memberId", "lines"]);
  const order = useSettled(quotable(framework.id, memberId, wished), 250);
  const quote = useQuery({
    ...quoteQuery(order),
    enabled: order.lines.length > 0,
    placeholderData: keepPreviousData,
  });
  const atMost = (most: number) => (value: string) => (value.length > most ? text.tooLong(most) : undefined);
  return (
    <Form
      form={form}
      onSubmit={async ({ budgetCode, note, ...values }) => {
        const wanted = {
          ...values,
          frameworkId: framework.id,
          budgetCode: budgetCode.trim(),
          ...(note.trim() && { note: note.trim() }),
        };
        return refusalOf(
          place
            .mutateAsync(wanted)
            .then((callOff) =>
              navigate({ to: "/marketplace/placed/$callOffId", params: { callOffId: callOff.id } }),
            ),
        );
      }}
    >
      <div className="order">
        <div className="order__main">
          <section className="ui-section" aria-labelledby="order-lines">
            <h2 id="order-lines" className="kern-heading-medium">
              {text.lines}
            </h2>
            <OrderLines
              {...{ form, framework }}
              ids={lines.fields.map(({ id }) => id)}
              quote={quote.data}
              onRemove={lines.remove}
            />
            <AddLine
              items={framework.items.filter(({ id }) => !wished.some(({ itemId }) => itemId === id))}
              onAdd={(itemId) => lines.append({ itemId, quantity: "1" })}
            />
          </section>
          <section className="ui-section" aria-labelledby="order-details">
            <h2 id="order-details" className="kern-heading-medium">
              {text.details}
            </h2>
            {customers.length > 1 && (
              <Select
                {...form.choice("memberId", text.member)}
                choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            <TextField
              {...form.text("budgetCode", text.budgetCode, { check: atMost(longestBudgetCode) })}
              hint={text.budgetCodeHint}
              autoComplete="on"
            />
            <TextArea
              {...form.text("note", text.note, { optional: true, check: atMost(longestNote) })}
              hint={text.noteHint}
              rows={3}
            />
          </section>
        </div>
        <Card title={text.summary} surface>
          <OrderSummary
            quote={order.lines.length > 0 ? quote.data : undefined}
            error={quote.error}
            customer={customers.find(({ id }) => id === memberId)?.name ?? ""}
          />
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {quote.data?.needsApproval ? text.submitApproval : text.submitPlace}
          </Button>
        </Card>
      </div>
    </Form>
  );
}
