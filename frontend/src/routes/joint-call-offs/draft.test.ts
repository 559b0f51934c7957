import { expect, test } from "vitest";
import { type JointDraft, orderOf } from "./draft";

const draft: JointDraft = {
  memberId: "leader",
  frameworkId: "contract",
  key: "equal",
  lines: [{ itemId: "item", quantity: "3" }],
  own: { weight: "1,5", quantities: ["2"] },
  participants: [{ memberId: "other", weight: "2", quantities: ["1"] }],
  agreeBy: "2026-12-01",
  goesOn: false,
  budgetCode: " 4711 ",
  note: "",
};

test("equal parts name the others only", () => {
  expect(orderOf(draft).participants).toEqual([{ memberId: "other" }]);
  expect(orderOf(draft).lines).toEqual([{ itemId: "item", quantity: "3" }]);
});

test("weights are those of all, the leader first", () => {
  expect(orderOf({ ...draft, key: "weights" }).participants).toEqual([
    { memberId: "leader", weight: "1.5" },
    { memberId: "other", weight: "2" },
  ]);
});

test("quantities stand with the members, not with the lines", () => {
  const order = orderOf({ ...draft, key: "quantities" });
  expect(order.lines).toEqual([{ itemId: "item" }]);
  expect(order.participants).toEqual([
    { memberId: "leader", quantities: ["2"] },
    { memberId: "other", quantities: ["1"] },
  ]);
});
