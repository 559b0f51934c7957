import type { Ground, Headroom, ProposeModification } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { compareDecimals } from "../../lib/decimal";
import { differenceOf } from "../../lib/money";

/** A modification as its form has it; a text that is empty changes nothing. */
export interface ModifyValues {
  ground: Ground | "";
  reason: string;
  clause: string;
  raise: string;
  inForceTo: string;
  termJustification: string;
  supplierId: string;
  items: { itemId: string; maximumQuantity: string }[];
}

/** A modification that changes nothing yet. */
export function newModification(contract: Pick<Framework, "items">): ModifyValues {
  return {
    ground: "",
    reason: "",
    clause: "",
    raise: "",
    inForceTo: "",
    termJustification: "",
    supplierId: "",
    items: contract.items.map(({ id }) => ({ itemId: id, maximumQuantity: "" })),
  };
}

/** The proposal as the server takes it; what does not belong to its ground is left out. */
export function proposalOf(values: ModifyValues & { ground: Ground }): ProposeModification {
  const { ground, reason, clause, raise, inForceTo, termJustification, supplierId, items } = values;
  const changed = items.filter(({ maximumQuantity }) => maximumQuantity !== "");
  return {
    ground,
    reason: reason.trim(),
    ...(ground === "mod-rev" && { clause: clause.trim() }),
    ...(raise && { raise }),
    ...(inForceTo && { inForceTo }),
    ...(inForceTo && termJustification.trim() && { termJustification: termJustification.trim() }),
    ...(ground === "mod-repl" && supplierId && { supplierId }),
    ...(changed.length > 0 && { items: changed }),
  };
}

/** The place in the form of an item that the server found wrong in a proposal. */
export function formField(field: string | undefined, values: ModifyValues): string | undefined {
  const at = /^items\.(\d+)\.(\w+)$/.exec(field ?? "");
  if (!at) return field;
  const sent = values.items.filter(({ maximumQuantity }) => maximumQuantity !== "")[Number(at[1])];
  return sent && `items.${values.items.indexOf(sent)}.maximumQuantity`;
}

/** Whether a raise of the maximum keeps the limit of its ground, and what is left afterwards. */
export function tested(
  headroom: Headroom,
  raise: string,
): { verdict: "within" | "too-much" | "raises-nothing"; left?: string } {
  const raises = raise !== "" && compareDecimals(raise, "0") > 0;
  if (headroom.bound === "no-value") return { verdict: raises ? "raises-nothing" : "within" };
  if (headroom.left === undefined) return { verdict: "within" };
  const left = differenceOf(headroom.left, raises ? raise : "0.00") ?? headroom.left;
  return { verdict: left.startsWith("-") ? "too-much" : "within", left };
}
