import type { CallOffQuote } from "../api/call-offs";
import { routingText } from "../text/routing";
import { useText } from "../text/text";

/** To which supplier an order would go and why, in a sentence; nothing where the contract has no rules. */
export function QuotedRoute(props: { quote: CallOffQuote }) {
  const { way, rule = 0, supplier, rank = 0 } = props.quote;
  const text = useText(routingText);
  if (!way) return null;
  const sentence = supplier
    ? `${text.quote.goes(supplier.name, rank)} ${text.trace.decided(rule, text.way[way])}`
    : way === "mini-competition"
      ? text.quote.competition(rule)
      : text.quote.nobody(rule);
  return <p>{sentence}</p>;
}
