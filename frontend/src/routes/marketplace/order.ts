import type { CallOffQuote, QuoteCallOff } from "../../api/call-offs";
import { isDuration } from "../../lib/date";
import { compareDecimals, isDecimal } from "../../lib/decimal";
import type { Obstacle } from "./blocked";

/** What the form of a call-off holds. The names are those of the request, where the server points at them. */
export interface OrderValues {
  memberId: string;
  budgetCode: string;
  /** The name of an address; empty: the usual one. */
  deliverTo: string;
  note: string;
  /** Days, or empty. */
  wishedOn: string;
  answerBy: string;
  /** How long it is performed, where the route of the contract depends on it. */
  months: string;
  /** What services are for, where all lines are services; otherwise empty. */
  services: { from: string; to: string; description: string; hoursPerDay: string };
  lines: { itemId: string; quantity: string }[];
}

/** What a quote can be asked for: the lines whose quantity is one already. */
export function quotable(
  frameworkId: string,
  memberId: string,
  lines: OrderValues["lines"],
  months = "",
): QuoteCallOff {
  return {
    frameworkId,
    memberId,
    ...(isDuration(months) && { months: Number(months) }),
    lines: lines
      .filter(({ quantity }) => /^\d{1,9}(\.\d{1,3})?$/.test(quantity) && compareDecimals(quantity, "0") > 0)
      .map(({ itemId, quantity }) => ({ itemId, quantity })),
  };
}

/** What the quote says about an item, as long as it is about this quantity. */
export function quotedLine(quote: CallOffQuote | undefined, line: { itemId: string; quantity: string }) {
  const found = quote?.lines.find(({ itemId }) => itemId === line.itemId);
  if (!found || !isDecimal(line.quantity)) return undefined;
  return compareDecimals(found.quantity, line.quantity) === 0 ? found : undefined;
}

/** What stands against a line by itself; undefined if nothing does. */
export function obstacleOfLine(line: CallOffQuote["lines"][number]): Obstacle | undefined {
  if (line.orderable) return undefined;
  if (line.remainingQuantity !== undefined && compareDecimals(line.quantity, line.remainingQuantity) > 0)
    return { what: "quantity", remaining: line.remainingQuantity };
  return { what: "other" };
}

/** What stands against the order as a whole; undefined if nothing does, or only one of its lines. */
export function orderObstacle(quote: CallOffQuote): Obstacle | undefined {
  if (quote.orderable) return undefined;
  if (quote.remainingQuota !== undefined && compareDecimals(quote.total, quote.remainingQuota) > 0)
    return { what: "quota", remaining: quote.remainingQuota };
  if (compareDecimals(quote.total, quote.remainingValue) > 0)
    return { what: "value", remaining: quote.remainingValue };
  return quote.lines.every(({ orderable }) => orderable) ? { what: "other" } : undefined;
}
