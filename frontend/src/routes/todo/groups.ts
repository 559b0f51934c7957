import type { ToDo } from "../../api/todo";
import { berlinParts } from "../../lib/date";

/** How soon something has to be done. */
export type Urgency = "overdue" | "today" | "week" | "later" | "open";

const order: readonly Urgency[] = ["overdue", "today", "week", "later", "open"];
const weekMs = 7 * 86_400_000;

/** How soon a task has to be done, by German days; one without a due time is done as soon as one can. */
export function urgencyOf(due: string | undefined, now: number): Urgency {
  if (!due) return "open";
  const at = Date.parse(due);
  if (at < now) return "overdue";
  if (berlinParts(due).day === berlinParts(new Date(now).toISOString()).day) return "today";
  return at < now + weekMs ? "week" : "later";
}

/** The tasks by urgency, the most urgent group first, groups without a task left out; the order within stays. */
export function grouped(tasks: readonly ToDo[], now: number): { urgency: Urgency; tasks: ToDo[] }[] {
  return order
    .map((urgency) => ({ urgency, tasks: tasks.filter((task) => urgencyOf(task.due, now) === urgency) }))
    .filter((group) => group.tasks.length > 0);
}
