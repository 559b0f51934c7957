import type { ToDo } from "../../api/todo";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { todoText } from "../../text/todo";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/Icon";
import { useFormat } from "../../ui/words";
import { ButtonLink } from "../links";
import { taskPath } from "./destinations";

/** One thing to do: what, about which object, for how much, until when, and the one link to it. */
export function Task(props: { task: ToDo; now: number; overdue: boolean }) {
  const { task, now, overdue } = props;
  const text = useText(todoText);
  const format = useFormat();
  const kind = text.kinds[task.kind];
  const detail = useDetail(task);
  return (
    <li className={classes("todo-task", overdue && "todo-task--overdue")}>
      <div className="todo-task__what">
        <p className="todo-task__title">{task.title}</p>
        <p className="todo-task__detail">
          {kind.what}
          {detail && ` · ${detail}`}
        </p>
      </div>
      <div className="todo-task__facts">
        {task.amount && <span className="ui-figures todo-task__amount">{format.money(task.amount)}</span>}
        {task.due && (
          <span className="todo-task__due">
            <Icon name={overdue ? "warning" : "calendar-today"} size="small" />
            <time dateTime={task.due}>
              {text.due(format.instant(task.due), format.distance(task.due, now))}
            </time>
          </span>
        )}
      </div>
      <div className="todo-task__go">
        <ButtonLink to={taskPath(task)} small aria-label={`${kind.go}: ${task.title}`}>
          {kind.go}
        </ButtonLink>
      </div>
    </li>
  );
}

/** Whom or what the task concerns; of an allocation the server names the key by its code. */
function useDetail(task: ToDo): string | undefined {
  const keys: Readonly<Record<string, string>> = useText(costsText).keys;
  if (task.kind !== "allocation-post" || !task.detail) return task.detail;
  return keys[task.detail] ?? task.detail;
}
