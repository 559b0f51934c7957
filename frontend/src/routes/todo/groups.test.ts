import { expect, test } from "vitest";
import type { ToDo } from "../../api/todo";
import { grouped, urgencyOf } from "./groups";

const now = Date.parse("2026-11-21T12:00:00Z"); // 13:00 in Berlin

test.each([
  ["2026-11-21T11:59:59Z", "overdue", "a second ago"],
  ["2026-11-21T22:59:00Z", "today", "a minute before midnight in Berlin"],
  ["2026-11-21T23:00:00Z", "week", "midnight in Berlin, still the same day in UTC"],
  ["2026-11-28T11:59:59Z", "week", "a second within seven days"],
  ["2026-11-28T12:00:00Z", "later", "seven days ahead"],
  [undefined, "open", "without a due time"],
])("%s is %s: %s", (due, urgency, _why) => {
  expect(urgencyOf(due, now)).toBe(urgency);
});

test("the most urgent group comes first, empty ones are left out, and the server's order stays within", () => {
  const task = (title: string, due?: string): ToDo => ({
    kind: "round-answer",
    objectType: "round",
    objectId: title,
    title,
    ...(due && { due }),
  });
  const tasks = [task("a", "2026-11-20T12:00:00Z"), task("b", "2026-12-20T12:00:00Z"), task("c"), task("d")];
  expect(grouped(tasks, now).map(({ urgency, tasks }) => [urgency, tasks.map(({ title }) => title)])).toEqual(
    [
      ["overdue", ["a"]],
      ["later", ["b"]],
      ["open", ["c", "d"]],
    ],
  );
});
