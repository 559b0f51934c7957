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

/** The kinds of which there are parts of a unit. */
const divisible: ReadonlySet<CapacityKind> = new Set(["it-load", "storage", "backup"]);

/** How many decimals an amount of the kind may have. */
export function placesOf(kind: CapacityKind): number {
  return divisible.has(kind) ? 3 : 0;
}

/** Whether more of the kind may be promised than there is. */
export function overcommits(kind: CapacityKind): boolean {
  return kind === "vcpu";
}

/** Whether the kind comes in tiers. */
export function tiered(kind: CapacityKind): boolean {
  return kind === "storage";
}
