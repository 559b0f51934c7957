import { expect, test } from "vitest";
import type { CallOff } from "../../api/call-offs";
import type { Session } from "../../api/session";
import { concerns, mayCancel } from "./decision";

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

test("what is submitted or placed can be cancelled by the member, once", () => {
  const buyer = person("Jonas Petersen", ["buyer", "Celle"]);
  expect(mayCancel(buyer, callOff())).toBe(true);
  expect(mayCancel(buyer, callOff({ status: "placed" }))).toBe(true);
  expect(mayCancel(buyer, callOff({ status: "cancelled" }))).toBe(false);
  expect(mayCancel(buyer, callOff({ status: "rejected" }))).toBe(false);
  expect(mayCancel(person("Sabine Wendt", ["auditor", "Celle"]), callOff())).toBe(false);
});
