import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSession } from "../../api/session";
import { todoQuery } from "../../api/todo";
import { useText } from "../../text/text";
import { todoText } from "../../text/todo";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { grouped } from "./groups";
import { Task } from "./Task";
import { Ways } from "./Ways";
import "./ToDoPage.css";

/** The start page: what waits for the person signed in, and where to go from here. */
export function ToDoPage() {
  const text = useText(todoText);
  const { roles } = useSession();
  const { data: tasks } = useSuspenseQuery(todoQuery);
  const [now] = useState(Date.now);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead(tasks.length)} />
      {tasks.length === 0 && (
        <EmptyState icon="checklist" title={text.nothing}>
          {text.nothingText}
        </EmptyState>
      )}
      {grouped(tasks, now).map((group) => (
        <section key={group.urgency} aria-labelledby={`todo-${group.urgency}`} className="todo-group">
          <h2 id={`todo-${group.urgency}`} className="kern-title todo-group__title">
            {text.groups[group.urgency]}
            <span className="todo-group__count">{group.tasks.length}</span>
          </h2>
          <ul className="todo-list">
            {group.tasks.map((task) => (
              <Task
                key={`${task.kind} ${task.objectId} ${task.detail}`}
                {...{ task, now }}
                overdue={group.urgency === "overdue"}
              />
            ))}
          </ul>
        </section>
      ))}
      <Ways roles={roles} />
    </div>
  );
}
