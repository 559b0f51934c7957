import type { CapacityKind } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";

/** A resource and its amounts in words: "Speicher, schnell" and "12,5 TiB". */
export function useCapacityWords() {
  const text = useText(capacityText);
  const format = useFormat();
  return {
    name: ({ kind, tier }: { kind: CapacityKind; tier?: string | undefined }) =>
      tier ? `${text.kinds[kind]}, ${tier}` : text.kinds[kind],
    amount: (amount: string, kind: CapacityKind) => format.quantity(amount, text.units[kind]),
  };
}
