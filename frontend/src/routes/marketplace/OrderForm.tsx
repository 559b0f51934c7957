import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../api/act";
import { orderSettingsQuery } from "../../api/buying";
import { placeCallOff, quoteQuery } from "../../api/call-offs";
import type { OrderContract } from "../../api/frameworks";
import { isDuration } from "../../lib/date";
import { compareDecimals } from "../../lib/decimal";
import { placesOf } from "../../lib/quantity";
import { approvalsText } from "../../text/approvals";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { refusalOf } from "../../text/problems";
import { routingText } from "../../text/routing";
import { servicesText } from "../../text/services";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { useSettled } from "../../ui/useSettled";
import { BudgetCodeField } from "../BudgetCodeField";
import type { Customer } from "../customers";
import { DeliverTo } from "../DeliverTo";
import { ServicesFields } from "../ServicesFields";
import { AddLine } from "./AddLine";
import { type CompetingOrder, CompetitionDialog } from "./CompetitionDialog";
import { type FollowedLicence, FollowedLicenceNote, useFollowing } from "./FollowedLicence";
import { OrderLine } from "./OrderLine";
import { OrderSummary } from "./OrderSummary";
import { type OrderValues, orderObstacle, quotable, quotedLine } from "./order";
import { bindServices, servicesSent } from "./orderServices";
import { useObstacleSentence } from "./useObstacleSentence";

const longestNote = 1000;

/** What the form begins with: whose order it is, its lines, and whether they come from the basket. */
export interface OrderBeginning {
  memberId: string;
  lines: OrderValues["lines"];
  fromBasket: boolean;
}

/** The form of a call-off: its lines with the server's totals, whose budget it is, and what happens on sending. */
export function OrderForm(props: {
  framework: OrderContract;
  customers: readonly Customer[];
  beginning: OrderBeginning;
  follows?: FollowedLicence;
}) {
  const { framework, customers, beginning, follows } = props;
  const { form: text, competition: compete } = useText(marketplaceText);
  const navigate = useNavigate();
  const place = useAct(placeCallOff);
  const follow = useFollowing();
  const sentence = useObstacleSentence();
  const form = useFields<OrderValues>({
    memberId: beginning.memberId,
    budgetCode: "",
    deliverTo: "",
    note: "",
    wishedOn: "",
    answerBy: "",
    months: "",
    services: { from: "", to: "", description: "", hoursPerDay: "8" },
    lines: beginning.lines,
  });
  const lines = useFieldArray({ control: form.hook.control, name: "lines" });
  const [memberId, wished, duration] = form.hook.watch(["memberId", "lines", "months"]);
  const order = useSettled(quotable(framework.id, memberId, wished, duration), 250);
  const quote = useQuery({
    ...quoteQuery(order),
    enabled: order.lines.length > 0,
    placeholderData: keepPreviousData,
  });
  const competes = !quote.isPlaceholderData && quote.data?.way === "mini-competition";
  const [competing, setCompeting] = useState<CompetingOrder>();
  const obstacle = quote.data && orderObstacle(quote.data);
  const blocked =
    competes && obstacle?.what === "other"
      ? undefined
      : obstacle
        ? sentence(obstacle, "")
        : quote.data?.lines.some(({ orderable }) => !orderable)
          ? text.lineBlocked
          : undefined;
  // Bound here and not in their own component, so that the error summary above knows them.
  const orderLines = wished.flatMap(({ itemId, quantity }, index) => {
    const item = framework.items.find(({ id }) => id === itemId);
    if (!item) return [];
    const field = form.quantity(`lines.${index}.quantity`, text.quantityOf(item.name), {
      places: placesOf(item.unit),
      check: (value) => (compareDecimals(value, "0") > 0 ? undefined : text.positive),
    });
    return [{ item, itemId, quantity, field }];
  });
  const units = orderLines.map(({ item }) => item.unit);
  const servicesTexts = useText(servicesText);
  const services = competes ? undefined : bindServices(form, units, servicesTexts);
  const { data: settings } = useQuery(orderSettingsQuery(memberId));
  const buying = useText(buyingText);
  const approvals = useText(approvalsText);
  const routing = useText(routingText).quote;
  const atMost = (most: number) => (value: string) => (value.length > most ? text.tooLong(most) : undefined);
  return (
    <>
      <Form
        form={form}
        onSubmit={async ({
          budgetCode,
          deliverTo,
          note,
          months,
          wishedOn,
          answerBy,
          services: said,
          ...values
        }) => {
          const wanted = {
            ...values,
            frameworkId: framework.id,
            budgetCode: budgetCode.trim(),
            ...(deliverTo && { deliverTo }),
            ...(isDuration(months) && { months: Number(months) }),
            ...(note.trim() && { note: note.trim() }),
            ...(wishedOn && { wishedOn }),
            ...(answerBy && { answerBy }),
            ...(beginning.fromBasket && memberId === beginning.memberId && { fromBasket: true }),
          };
          if (competes) {
            setCompeting({ ...wanted, ...(follows && { licence: follows }) });
            return undefined;
          }
          const seen = quote.data && !quote.isPlaceholderData && { seenTotal: quote.data.total };
          return refusalOf(
            place
              .mutateAsync({ ...wanted, ...seen, ...servicesSent(said, units) })
              .then(async ({ id: callOffId }) => {
                if (follows) await follow({ ...follows, callOffId });
                await navigate({ to: "/marketplace/placed/$callOffId", params: { callOffId } });
              }),
          );
        }}
      >
        <div className="beside order">
          <div className="order__main">
            {follows && <FollowedLicenceNote {...follows} />}
            <section className="ui-section" aria-labelledby="order-lines">
              <h2 id="order-lines" className="kern-heading-medium">
                {text.lines}
              </h2>
              <ol className="order-lines">
                {orderLines.map((line, index) => (
                  <OrderLine
                    key={lines.fields[index]?.id}
                    {...line}
                    quoted={quotedLine(quote.data, line)}
                    onRemove={orderLines.length > 1 ? () => lines.remove(index) : undefined}
                  />
                ))}
              </ol>
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
              <BudgetCodeField
                field={form.text("budgetCode", text.budgetCode)}
                codes={settings?.codes ?? []}
              />
              <DeliverTo
                field={form.choice("deliverTo", buying.deliverTo, { optional: true })}
                addresses={settings?.addresses ?? []}
              />
              <DateField {...form.date("wishedOn", approvals.wishedOn, { optional: true })} />
              <DateField {...form.date("answerBy", approvals.answerBy, { optional: true })} />
              {quote.data?.asksMonths && (
                <TextField
                  {...form.text("months", routing.months, {
                    optional: true,
                    check: (value) => (isDuration(value) ? undefined : routing.monthsRange),
                  })}
                  hint={routing.monthsHint}
                  inputMode="numeric"
                  narrow
                />
              )}
              <TextArea
                {...form.text("note", text.note, { optional: true, check: atMost(longestNote) })}
                hint={text.noteHint}
                rows={3}
              />
            </section>
            {services && (
              <section className="ui-section" aria-labelledby="order-services">
                <h2 id="order-services" className="kern-heading-medium">
                  {servicesTexts.orderTitle}
                </h2>
                <p className="kern-body ui-text">{servicesTexts.orderText}</p>
                <ServicesFields {...services} />
              </section>
            )}
          </div>
          <Card title={text.summary} surface>
            <OrderSummary
              quote={order.lines.length > 0 ? quote.data : undefined}
              error={quote.error}
              customer={customers.find(({ id }) => id === memberId)?.name ?? ""}
            />
            <Button
              type="submit"
              variant="primary"
              busy={form.hook.formState.isSubmitting}
              disabledReason={quote.isPlaceholderData ? undefined : blocked}
            >
              {competes ? compete.begin : quote.data?.needsApproval ? text.submitApproval : text.submitPlace}
            </Button>
          </Card>
        </div>
      </Form>
      <CompetitionDialog
        tenderId={framework.tender.id}
        order={competing}
        onClose={() => setCompeting(undefined)}
      />
    </>
  );
}
