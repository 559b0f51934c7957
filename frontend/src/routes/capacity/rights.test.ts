import { expect, test } from "vitest";
import type { Session } from "../../api/session";
import { readsEnergyReports } from "./rights";

type Held = Session["roles"][number];

const held = (role: Held["role"], kind: Held["organisation"]["kind"]): Pick<Session, "roles"> => ({
  roles: [{ role, organisation: { id: "1", name: "Nord", kind } }],
});

test.each(["procurement-officer", "finance-officer", "board-member", "auditor"] as const)(
  "the cooperative's %s reads energy reports",
  (role) => {
    expect(readsEnergyReports(held(role, "cooperative"))).toBe(true);
  },
);

test.each([
  ["auditor", "member"],
  ["buyer", "member"],
  ["evaluator", "cooperative"],
] as const)("%s of a %s does not", (role, kind) => {
  expect(readsEnergyReports(held(role, kind))).toBe(false);
});
