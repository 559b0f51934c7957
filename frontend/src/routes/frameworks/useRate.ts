import type { Rate } from "../../api/prices";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";

/** A rate in words: its price, and the steps behind it. */
export function useRate() {
  const text = useText(pricesText);
  const format = useFormat();
  return (rate: Rate) => {
    const { tiers } = rate;
    if (!tiers) return format.price(rate.price);
    const steps = tiers.steps.map((step) =>
      text.tiers[tiers.mode](format.number(step.from), format.price(step.price)),
    );
    return `${format.price(rate.price)}; ${steps.join("; ")}, ${text.basis[tiers.basis]}`;
  };
}
