import { expect, test } from "vitest";
import type { CallOff } from "../../api/call-offs";
import type { OrderDispatch } from "../../api/dispatch";
import type { Session } from "../../api/session";
import { concerns, mayCancel, mayChange } from "./decision";

type Role = Session["roles"][number]["role"];

const person = (name: string, ...roles: [Role, string][]) => ({
  person: { id: name, name, email: "" },
  roles: roles.map(([role, id]) => ({ role, organisation: { id, name: id, kind: "member" as const } })),
});

const callOff = (change: Partial<CallOff> = {}): CallOff => ({
  id: "c",
  number: "RV-2026-0001/000001",
  member: { id: "Celle", name: "Stadt Celle" },
  framework: { id: "f", name: "" },
  supplier: { id: "s", name: "" },
  status: "submitted",
  total: "9000.00",
  lines: [],
  budgetCode: "1",
  createdAt: "2026-11-21T12:00:00Z",
  createdBy: "Katrin Albers",
  needsApproval: true,
  approvalLimit: "5000.00",
  version: 1,
  ...change,
});

test("an approver of another member is not concerned", () => {
  const elsewhere = person("Ulrike Brandt", ["approver", "Stade"]);
  expect(concerns(elsewhere, callOff())).toBe(false);
});

const said = (kind: NonNullable<OrderDispatch["answer"]>["kind"]) => ({
  kind,
  answeredAt: "2026-11-22T08:00:00Z",
  lines: [],
});

test("what is submitted or placed can be cancelled by the member, once", () => {
  const buyer = person("Jonas Petersen", ["buyer", "Celle"]);
  expect(mayCancel(buyer, callOff(), undefined)).toBe(true);
  expect(mayCancel(buyer, callOff({ status: "placed" }), undefined)).toBe(true);
  expect(mayCancel(buyer, callOff({ status: "cancelled" }), undefined)).toBe(false);
  expect(mayCancel(buyer, callOff({ status: "rejected" }), undefined)).toBe(false);
  expect(mayCancel(person("Sabine Wendt", ["auditor", "Celle"]), callOff(), undefined)).toBe(false);
});

test("what was confirmed as ordered, or partly taken back, is not cancelled", () => {
  const buyer = person("Jonas Petersen", ["buyer", "Celle"]);
  const placed = callOff({ status: "placed" });
  expect(mayCancel(buyer, placed, said("accepted"))).toBe(false);
  expect(mayCancel(buyer, placed, said("changed"))).toBe(true);
  expect(mayCancel(buyer, { ...placed, returnedTotal: "12.00" }, said("changed"))).toBe(false);
});

test("what was placed is changed by the member until its supplier has answered", () => {
  const buyer = person("Jonas Petersen", ["buyer", "Celle"]);
  const placed = callOff({ status: "placed" });
  expect(mayChange(buyer, placed, undefined)).toBe(true);
  expect(mayChange(buyer, placed, said("accepted"))).toBe(false);
  expect(mayChange(buyer, placed, said("changed"))).toBe(false);
  expect(mayChange(buyer, callOff(), undefined)).toBe(false);
  expect(mayChange(buyer, { ...placed, joint: true }, undefined)).toBe(false);
  expect(mayChange(person("Ulrike Brandt", ["buyer", "Stade"]), placed, undefined)).toBe(false);
});
