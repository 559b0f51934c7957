import { expect, test } from "vitest";
import type { Session } from "../../api/session";
import { maySetLimit } from "./rights";

const roles = (
  role: Session["roles"][number]["role"],
  id: string,
  kind: "member" | "cooperative",
): Session["roles"] => [{ role, organisation: { id, name: id, kind } }];

test("the procurement office sets every limit, an approver that of the own member", () => {
  expect(maySetLimit({ roles: roles("procurement-officer", "C", "cooperative") }, "A")).toBe(true);
  expect(maySetLimit({ roles: roles("approver", "A", "member") }, "A")).toBe(true);
});

test("nobody else does", () => {
  expect(maySetLimit({ roles: roles("approver", "B", "member") }, "A")).toBe(false);
  expect(maySetLimit({ roles: roles("buyer", "A", "member") }, "A")).toBe(false);
  expect(maySetLimit({ roles: roles("auditor", "C", "cooperative") }, "A")).toBe(false);
});
