import type { CreateRound, RoundItem } from "../../api/rounds";
import { compareDecimals, isDecimal } from "../../lib/decimal";
import type { Language } from "../../lib/locale";
import { formatPrice, parsePrice } from "../../lib/money";
import { formatNumber, parseQuantity } from "../../lib/quantity";

type Steps = NonNullable<CreateRound["items"][number]["tiers"]>["steps"];

/** Above every price, as long as no estimated one is entered. */
const mostPrice = "1000000000";

/** The steps that were typed as "100: 4,05 | 500: 3,90"; null where that is none, or prices do not fall from the first one. */
export function parseSteps(typed: string, first: string, language: Language): Steps | null {
  let before = { from: "0", price: isDecimal(first) ? first : mostPrice };
  const steps: Steps = [];
  for (const part of typed.split("|")) {
    const [quantity, amount, ...more] = part.split(":");
    const from = parseQuantity(quantity ?? "", language, 3);
    const price = parsePrice(amount ?? "", language);
    if (more.length > 0 || from === null || price === null) return null;
    if (compareDecimals(from, before.from) <= 0 || compareDecimals(price, before.price) >= 0) return null;
    before = { from, price };
    steps.push(before);
  }
  return steps;
}

/** The steps of an item for people: "ab 100: 4,05 €". */
export function stepsShown(item: RoundItem, from: string, language: Language): string[] {
  return (item.tiers?.steps ?? []).map(
    (step) => `${from} ${formatNumber(step.from, language)}: ${formatPrice(step.price, language)}`,
  );
}
