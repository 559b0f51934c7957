import type { CapacityKind } from "../../api/capacity";

interface Nature {
  /** There are parts of a unit. */
  divisible?: true;
  /** More may be promised than there is. */
  overcommits?: true;
  /** It comes in tiers, as fast storage and archive. */
  tiered?: true;
}

const natures: Readonly<Record<CapacityKind, Nature>> = {
  "rack-unit": {},
  rack: {},
  "it-load": { divisible: true },
  vcpu: { overcommits: true },
  memory: {},
  storage: { divisible: true, tiered: true },
  gpu: {},
  backup: { divisible: true },
  bandwidth: {},
};

/** All kinds of capacity, in the order in which they are offered. */
export const kinds = Object.keys(natures) as readonly CapacityKind[]; // the record has no other keys

/** How many decimals an amount of the kind may have. */
export function placesOf(kind: CapacityKind): number {
  return natures[kind].divisible ? 3 : 0;
}

/** Whether more of the kind may be promised than there is. */
export function overcommits(kind: CapacityKind): boolean {
  return natures[kind].overcommits ?? false;
}

/** Whether the kind comes in tiers. */
export function tiered(kind: CapacityKind): boolean {
  return natures[kind].tiered ?? false;
}
