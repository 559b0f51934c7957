import { expect, test } from "vitest";
import type { CallOff } from "../../api/call-offs";
import type { Session } from "../../api/session";
import { concerns, hindranceOf, mayCancel } from "./decision";

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

const task = { kind: "calloff-approve", objectType: "call-off", objectId: "c", title: "" } as const;

test("an approver of the member decides about what another person submitted", () => {
  expect(hindranceOf(person("Ulrike Brandt", ["approver", "Celle"]), callOff(), [task])).toBeUndefined();
});

test("nobody decides about their own submission", () => {
  const both = person("Katrin Albers", ["buyer", "Celle"], ["approver", "Celle"]);
  expect(hindranceOf(both, callOff(), [])).toBe("own-submission");
});

test("somebody of the same name as the submitter decides all the same", () => {
  const namesake = person("Katrin Albers", ["approver", "Celle"]);
  expect(hindranceOf(namesake, callOff(), [task])).toBeUndefined();
});

test("an approver of another member does not decide", () => {
  const elsewhere = person("Ulrike Brandt", ["approver", "Stade"]);
  expect(hindranceOf(elsewhere, callOff(), [])).toBe("not-approver");
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
