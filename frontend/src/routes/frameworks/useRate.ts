import type { Rate } from "../../api/prices";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";

/** The steps of a rate in words; nothing for one without. */
export function useSteps() {
  const text = useText(pricesText);
  const format = useFormat();
  return ({ tiers }: Rate) => {
    if (!tiers) return undefined;
    const steps = tiers.steps.map((step) =>
      text.tiers[tiers.mode](format.number(step.from), format.price(step.price)),
    );
    return `${steps.join("; ")}, ${text.basis[tiers.basis]}`;
  };
}

/** A rate in words: its price, and the steps behind it. */
export function useRate() {
  const format = useFormat();
  const steps = useSteps();
  return (rate: Rate) => [format.price(rate.price), steps(rate)].filter(Boolean).join("; ");
}
