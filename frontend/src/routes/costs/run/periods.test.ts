import { expect, test } from "vitest";
import type { CostPool } from "../../../api/cost-pools";
import { offersOf } from "./periods";

const cost = (from: string, to: string, allocated: boolean) =>
  ({ from, to, allocated }) as CostPool["costs"][number]; // all that counts here
const run = (from: string, to: string, status: "draft" | "posted" | "reversed") =>
  ({ from, to, status }) as CostPool["allocations"][number]; // all that counts here

test("periods with open costs come first, the earliest of them first; then those computed anew, the latest first", () => {
  const offers = offersOf({
    costs: [
      cost("2026-01-01", "2026-01-31", true),
      cost("2026-02-01", "2026-02-28", true),
      cost("2026-04-01", "2026-04-30", false),
      cost("2026-03-01", "2026-03-31", false),
    ],
    allocations: [run("2026-01-01", "2026-01-31", "posted"), run("2026-02-01", "2026-02-28", "posted")],
  });
  expect(offers.map(({ from, open }) => [from, open])).toEqual([
    ["2026-03-01", true],
    ["2026-04-01", true],
    ["2026-02-01", false],
    ["2026-01-01", false],
  ]);
});

test("a late cost belongs to the posted period around it", () => {
  expect(
    offersOf({
      costs: [cost("2026-01-10", "2026-01-20", false)],
      allocations: [run("2026-01-01", "2026-01-31", "posted")],
    }),
  ).toEqual([{ from: "2026-01-01", to: "2026-01-31", open: true }]);
});

test("a draft binds no period", () => {
  expect(
    offersOf({
      costs: [cost("2026-01-10", "2026-01-20", false)],
      allocations: [run("2026-01-01", "2026-01-31", "draft")],
    }),
  ).toEqual([{ from: "2026-01-10", to: "2026-01-20", open: true }]);
});
