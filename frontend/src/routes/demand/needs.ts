import type { Need, RoundItem } from "../../api/rounds";
import type { Session } from "../../api/session";
import { isDecimal } from "../../lib/decimal";
import type { Language } from "../../lib/locale";
import type { Grid } from "../../lib/pasted";
import { parseQuantity, placesOf } from "../../lib/quantity";

/** What is entered for one item: the server's text, or what was typed if that is no quantity. */
export interface Entry {
  firm: string;
  tolerance: string;
}

/** The round's items as a grid into which is pasted. */
export function needsGrid(items: readonly RoundItem[], language: Language): Grid<RoundItem, keyof Entry> {
  return {
    items,
    columns: ["firm", "tolerance"],
    isValue: (cell) => parseQuantity(cell, language, 3) !== null,
    read: (cell, { unit }) => parseQuantity(cell, language, placesOf(unit)) ?? cell,
  };
}

/** A member whose needs a person sees, and whether the person states or confirms them. */
export interface OwnMember {
  id: string;
  name: string;
  states: boolean;
  confirms: boolean;
}

/** The members to which a person belongs, each once, those one states needs for first. */
export function ownMembers(session: Pick<Session, "roles">): OwnMember[] {
  const members = new Map<string, OwnMember>();
  for (const { role, organisation } of session.roles) {
    if (organisation.kind !== "member") continue;
    const { id, name } = organisation;
    const before = members.get(id);
    members.set(id, {
      id,
      name,
      states: role === "buyer" || before?.states === true,
      confirms: role === "approver" || before?.confirms === true,
    });
  }
  return [...members.values()].sort((a, b) => Number(b.states) - Number(a.states));
}

const overseers: readonly string[] = [
  "procurement-officer",
  "finance-officer",
  "board-member",
  "auditor",
  "evaluator",
];

/** Whether a person sees the needs of all members. */
export function seesAllNeeds(session: Pick<Session, "roles">): boolean {
  return session.roles.some(
    ({ role, organisation }) => organisation.kind === "cooperative" && overseers.includes(role),
  );
}

/** What is entered and not yet stated, by item. */
export type Draft = Readonly<Record<string, Partial<Entry>>>;

/** What a member has stated, by item; nothing for an item without a statement. */
export function statedEntries(needs: readonly Need[], memberId: string): Readonly<Record<string, Entry>> {
  const own = needs.filter((need) => need.memberId === memberId);
  return Object.fromEntries(own.map(({ itemId, firm, tolerance }) => [itemId, { firm, tolerance }]));
}

/** What stands in the grid: what is entered, else what is stated, else nothing. */
export function shownEntry(itemId: string, draft: Draft, stated: Readonly<Record<string, Entry>>): Entry {
  return { firm: "", tolerance: "", ...stated[itemId], ...draft[itemId] };
}

/** What is wrong with a quantity of a unit; an empty one means none and is right. */
export function quantityFault(value: string, unit: string): "invalid" | "whole" | undefined {
  if (value.trim() === "") return undefined;
  if (!isDecimal(value) || value.startsWith("-") || !/^\d{1,9}(\.\d{1,3})?$/.test(value))
    return placesOf(unit) === 0 ? "whole" : "invalid";
  return placesOf(unit) === 0 && value.includes(".") ? "whole" : undefined;
}

/** The items whose entry differs from what is stated. */
export function changedItems(
  items: readonly RoundItem[],
  draft: Draft,
  stated: Readonly<Record<string, Entry>>,
): RoundItem[] {
  return items.filter(({ id }) => {
    const entry = shownEntry(id, draft, stated);
    const before = stated[id] ?? { firm: "", tolerance: "" };
    return entry.firm !== before.firm || entry.tolerance !== before.tolerance;
  });
}

/** The statement of the items as the server takes it; what is left empty is none. */
export function statementOf(
  items: readonly RoundItem[],
  draft: Draft,
  stated: Readonly<Record<string, Entry>>,
) {
  return items.map(({ id }) => {
    const { firm, tolerance } = shownEntry(id, draft, stated);
    return { itemId: id, firm: firm.trim() || "0", tolerance: tolerance.trim() || "0" };
  });
}
