import { expect, test } from "vitest";
import { type JointDraft, orderOf, quotable } from "./draft";

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

test("shares are asked for once all that they follow from is there", () => {
  expect(quotable(draft)).toMatchObject({ key: "equal", participants: [{ memberId: "other" }] });
  expect(quotable({ ...draft, lines: [{ itemId: "item", quantity: "" }] })).toBeUndefined();
  expect(
    quotable({ ...draft, participants: [{ memberId: "", weight: "", quantities: [] }] }),
  ).toBeUndefined();
  expect(quotable({ ...draft, key: "weights", own: { weight: "", quantities: [] } })).toBeUndefined();
  expect(quotable({ ...draft, key: "quantities", own: { weight: "", quantities: [""] } })).toBeUndefined();
  expect(quotable({ ...draft, key: "quantities", lines: [{ itemId: "item", quantity: "" }] })).toMatchObject({
    participants: [{ quantities: ["2"] }, { quantities: ["1"] }],
  });
});
