import { expect, test } from "vitest";
import type { Headroom } from "../../api/contracts";
import { formField, type ModifyValues, newModification, proposalOf, tested } from "./modify";

const contract = { items: [{ id: "a" }, { id: "b" }] as Parameters<typeof newModification>[0]["items"] };
const values = (more: Partial<ModifyValues>) => ({
  ...newModification(contract),
  ground: "mod-minv" as const,
  reason: " more schools ",
  ...more,
});

test("what stays empty is not proposed", () => {
  expect(proposalOf(values({}) as never)).toEqual({ ground: "mod-minv", reason: "more schools" });
});

test("clause and supplier belong to their grounds only", () => {
  const filled = { clause: "§ 7", supplierId: "s", raise: "10.00" };
  expect(proposalOf({ ...values(filled), ground: "mod-minv" })).not.toHaveProperty("clause");
  expect(proposalOf({ ...values(filled), ground: "mod-rev" })).toMatchObject({ clause: "§ 7" });
  expect(proposalOf({ ...values(filled), ground: "mod-repl" })).toMatchObject({ supplierId: "s" });
});

test("only changed items are sent, and a fault finds its way back to them", () => {
  const changed = values({
    items: [
      { itemId: "a", maximumQuantity: "" },
      { itemId: "b", maximumQuantity: "7" },
    ],
  });
  expect(proposalOf({ ...changed, ground: "mod-minv" }).items).toEqual([
    { itemId: "b", maximumQuantity: "7" },
  ]);
  expect(formField("items.0.maximumQuantity", changed)).toBe("items.1.maximumQuantity");
  expect(formField("raise", changed)).toBe("raise");
});

const room = (more: Partial<Headroom>): Headroom => ({
  ground: "mod-minv",
  bound: "all",
  source: "",
  primary: true,
  ...more,
});

test.each([
  ["1000.00", "within", "0.00"],
  ["1000.01", "too-much", "-0.01"],
  ["", "within", "1000.00"],
])("of 1000.00 left, a raise of %s is %s", (raise, verdict, left) => {
  expect(tested(room({ left: "1000.00" }), raise)).toEqual({ verdict, left });
});

test("where the value must not rise, any raise is too much; a clause has no limit", () => {
  expect(tested(room({ bound: "no-value" }), "0.01")).toEqual({ verdict: "raises-nothing" });
  expect(tested(room({ bound: "no-value" }), "")).toEqual({ verdict: "within" });
  expect(tested(room({ bound: "none" }), "9000.00")).toEqual({ verdict: "within" });
});
