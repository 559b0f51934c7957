import { expect, test } from "vitest";
import type { Session } from "../api/session";
import { customersOf } from "./customers";

type Roles = Session["roles"];

const held = (role: Roles[number]["role"], id: string, kind: "member" | "cooperative" = "member") => ({
  role,
  organisation: { id, name: `Stadt ${id}`, kind },
});

test("a person buys for the members where the role is held, and only sees those where one approves", () => {
  const roles: Roles = [held("approver", "B"), held("buyer", "A")];
  expect(customersOf({ roles })).toEqual([
    { id: "A", name: "Stadt A", buys: true },
    { id: "B", name: "Stadt B", buys: false },
  ]);
});

test("who buys and approves for the same member buys for it", () => {
  const roles: Roles = [held("approver", "A"), held("buyer", "A")];
  expect(customersOf({ roles })).toEqual([{ id: "A", name: "Stadt A", buys: true }]);
});

test("officers of the cooperative order for nobody", () => {
  expect(customersOf({ roles: [held("procurement-officer", "C", "cooperative")] })).toEqual([]);
});
