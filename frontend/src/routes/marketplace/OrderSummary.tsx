import type { CallOffQuote } from "../../api/call-offs";
import { Problem } from "../../api/problem";
import { marketplaceText } from "../../text/marketplace";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Icon } from "../../ui/Icon";
import { useFormat } from "../../ui/words";
import { isOverLimit } from "../overLimit";
import { QuotedRoute } from "../QuotedRoute";
import { Taxes } from "../Taxes";

/** The total and what follows on sending: placed at once, or a second person approves. */
export function OrderSummary(props: {
  quote: CallOffQuote | undefined;
  error: Error | null;
  customer: string;
}) {
  const { quote, error, customer } = props;
  const text = useText(marketplaceText).form;
  const format = useFormat();
  return (
    <div className="order-summary" aria-live="polite">
      <p className="order-summary__customer">{customer}</p>
      <p>{text.sum}</p>
      <p className="order-summary__total ui-figures">{quote ? format.money(quote.total) : "…"}</p>
      {quote && <Taxes tax={quote.tax} />}
      {quote && <QuotedRoute quote={quote} />}
      {quote?.orderable && (
        <p className="order-summary__next">
          <Icon name={quote.needsApproval ? "info" : "success"} size="small" />
          <span>
            {quote.needsApproval
              ? `${isOverLimit(quote) ? text.over(format.money(quote.approvalLimit)) : text.byRules(customer)} ${text.overHint}`
              : text.atOnce}
          </span>
        </p>
      )}
      {error && (
        <p className="order-summary__next">
          <Icon name="danger" size="small" />
          <span>{error instanceof Problem ? sentenceOf(error) : error.message}</span>
        </p>
      )}
    </div>
  );
}
