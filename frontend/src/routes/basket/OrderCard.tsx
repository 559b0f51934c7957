import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type Basket, basketOrders, type Ordered, orderSettingsQuery } from "../../api/buying";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { refusalOf } from "../../text/problems";
import { routingText } from "../../text/routing";
import { taxesText } from "../../text/taxes";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { BudgetCodeField } from "../BudgetCodeField";
import { DeliverTo } from "../DeliverTo";
import type { Durations } from "./useDurations";

/** What all call-offs of the basket have in common, and the button that places them. */
export function OrderCard(props: {
  basket: Basket;
  durations: Durations;
  onOrdered: (ordered: Ordered[]) => void;
}) {
  const { basket, durations, onOrdered } = props;
  const text = useText(buyingText);
  const { quote: routing } = useText(routingText);
  const taxes = useText(taxesText);
  const { form: market } = useText(marketplaceText);
  const format = useFormat();
  const [orders] = useState(basketOrders);
  const place = useAct(orders);
  const { data: settings } = useQuery(orderSettingsQuery(basket.member.id));
  const form = useFields({ budgetCode: "", deliverTo: "", note: "" });
  const parts = basket.contracts.flatMap((contract) =>
    contract.quote?.orderable ? [{ contract, quote: contract.quote }] : [],
  );
  const wrong = basket.contracts.some(({ framework }) => durations.wrong(framework.id));
  return (
    <Card title={text.details} surface>
      <Form
        form={form}
        onSubmit={async ({ budgetCode, deliverTo, note }) => {
          const wanted = parts.map(({ contract, quote }) => ({
            contract,
            order: {
              frameworkId: contract.framework.id,
              memberId: basket.member.id,
              budgetCode: budgetCode.trim(),
              seenTotal: quote.total,
              fromBasket: true,
              ...(contract.months && { months: contract.months }),
              ...(deliverTo && { deliverTo }),
              ...(note.trim() && { note: note.trim() }),
              lines: contract.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
            },
          }));
          return refusalOf(place.mutateAsync({ orders: wanted }).then(onOrdered));
        }}
      >
        <BudgetCodeField field={form.text("budgetCode", text.budgetCode)} codes={settings?.codes ?? []} />
        <DeliverTo
          field={form.choice("deliverTo", text.deliverTo, { optional: true })}
          addresses={settings?.addresses ?? []}
        />
        <TextArea
          {...form.text("note", market.note, { optional: true })}
          hint={market.noteHint}
          rows={2}
          maxLength={1000}
        />
        <p>
          {text.total}
          <br />
          <strong className="basket-total ui-figures">{format.money(basket.total)}</strong>
          {basket.gross !== undefined && basket.contracts.length > 0 && (
            <>
              <br />
              {taxes.gross}: <span className="ui-figures">{format.money(basket.gross)}</span>
            </>
          )}
        </p>
        <Button
          type="submit"
          variant="primary"
          busy={form.hook.formState.isSubmitting || durations.pending}
          disabledReason={wrong ? routing.monthsRange : parts.length > 0 ? undefined : text.nothingOrderable}
        >
          {text.order(Math.max(parts.length, 1))}
        </Button>
      </Form>
    </Card>
  );
}
