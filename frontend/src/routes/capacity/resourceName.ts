import type { CapacityKind } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";

interface Named {
  kind: CapacityKind;
  tier?: string | undefined;
}

/** A resource and its amounts in words: "Speicher, schnell" and "12,5 TiB". */
export function useCapacityWords() {
  const text = useText(capacityText);
  const format = useFormat();
  const name = ({ kind, tier }: Named) => (tier ? `${text.kinds[kind]}, ${tier}` : text.kinds[kind]);
  return {
    name,
    /** The name with the unit in which amounts are typed: "Speicher, schnell (TiB)". */
    measured: (resource: Named) => `${name(resource)} (${text.units[resource.kind]})`,
    amount: (amount: string, kind: CapacityKind) => format.quantity(amount, text.units[kind]),
  };
}
