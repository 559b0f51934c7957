import { expect, test } from "vitest";
import type { ApprovalStep } from "../api/approvals";
import { getsStuck, shortageOf } from "./approvers";

const one = { id: "1", name: "Ulrike Brandt" };
const other = { id: "2", name: "Jonas Petersen" };

test("a rule lacks people where fewer approve than it asks for, or a single one", () => {
  expect(shortageOf(1, [])).toBe("nobody");
  expect(shortageOf(2, [one])).toBe("too-few");
  expect(shortageOf(1, [one])).toBe("alone");
  expect(shortageOf(2, [one, other])).toBeUndefined();
});

const step = (change: Partial<ApprovalStep>): ApprovalStep => ({
  step: 1,
  rule: { above: "0.00", persons: 2, escalates: false },
  limit: false,
  persons: 2,
  given: [],
  next: true,
  ...change,
});

test("a call-off gets stuck where those who gave and those who can are fewer than its step asks for", () => {
  const given = [{ by: one.name, at: "2026-11-22T08:00:00Z" }];
  expect(getsStuck({ steps: [step({})], waits: [one.name] })).toBe(true);
  expect(getsStuck({ steps: [step({ given })], waits: [other.name] })).toBe(false);
  expect(getsStuck({ steps: [step({ given })], waits: [] })).toBe(true);
  expect(getsStuck({ steps: [step({ persons: 1 })], waits: [one.name] })).toBe(false);
  expect(getsStuck({ steps: [step({ next: false })], waits: [] })).toBe(false);
});
