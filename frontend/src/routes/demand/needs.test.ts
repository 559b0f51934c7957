import { expect, test } from "vitest";
import type { Need, RoundItem } from "../../api/rounds";
import type { Session } from "../../api/session";
import { changedItems, ownMembers, quantityFault, seesAllNeeds, statedEntries, statementOf } from "./needs";

type Roles = Session["roles"];

const held = (
  role: Roles[number]["role"],
  id: string,
  kind: "member" | "cooperative" = "member",
): Roles[number] => ({ role, organisation: { id, name: `Stadt ${id}`, kind } });

test("a buyer states for the own members, others of the member read", () => {
  expect(ownMembers({ roles: [held("approver", "B"), held("approver", "A"), held("buyer", "A")] })).toEqual([
    { id: "A", name: "Stadt A", states: true, confirms: true },
    { id: "B", name: "Stadt B", states: false, confirms: true },
  ]);
});

test("the cooperative's officers see all needs, a member's people and the administrator do not", () => {
  expect(seesAllNeeds({ roles: [held("procurement-officer", "C", "cooperative")] })).toBe(true);
  expect(seesAllNeeds({ roles: [held("administrator", "C", "cooperative")] })).toBe(false);
  expect(seesAllNeeds({ roles: [held("auditor", "A")] })).toBe(false);
});

const item = (id: string, unit = "H87"): RoundItem => ({
  id,
  position: 1,
  name: id,
  category: "hardware",
  unit,
  estimatedPrice: "1.00",
  firm: "0",
  tolerance: "0",
  ordered: "0",
  missing: "0",
});
const items = [item("n"), item("m"), item("h", "HUR")];
const need = (memberId: string, itemId: string, firm: string, statedAt: string): Need => ({
  memberId,
  memberName: `Stadt ${memberId}`,
  itemId,
  firm,
  tolerance: "0",
  statedAt,
  statedBy: "Petra",
});

test("only what differs from what is stated is sent, and what is left empty is none", () => {
  const stated = statedEntries(
    [need("A", "n", "5", "2026-11-01T00:00:00Z"), need("B", "m", "9", "2026-11-01T00:00:00Z")],
    "A",
  );
  expect(stated).toEqual({ n: { firm: "5", tolerance: "0" } });
  const draft = { n: { firm: "5" }, m: { firm: "7" } };
  const changed = changedItems(items, draft, stated);
  expect(changed.map(({ id }) => id)).toEqual(["m"]);
  expect(statementOf(changed, draft, stated)).toEqual([{ itemId: "m", firm: "7", tolerance: "0" }]);
});

test("an emptied quantity is a change to none", () => {
  const stated = { n: { firm: "5", tolerance: "1" } };
  const draft = { n: { firm: "" } };
  expect(statementOf(changedItems(items, draft, stated), draft, stated)).toEqual([
    { itemId: "n", firm: "0", tolerance: "1" },
  ]);
});

test.each([
  ["", "H87", undefined],
  ["0", "H87", undefined],
  ["999999999", "H87", undefined],
  ["1000000000", "H87", "whole"],
  ["2.5", "H87", "whole"],
  ["zwei", "H87", "whole"],
  ["2.5", "HUR", undefined],
  ["2.5555", "HUR", "invalid"],
  ["-1", "HUR", "invalid"],
])("%j of %s is %s", (value, unit, fault) => {
  expect(quantityFault(value, unit)).toBe(fault);
});
