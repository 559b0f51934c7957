import type { ReactNode } from "react";
import "./EmptyState.css";
import { Icon, type IconName } from "./Icon";

/** Stands where a list has nothing: why that is, and what to do next. */
export function EmptyState(props: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { icon = "info", title, children, action } = props;
  return (
    <div className="ui-empty">
      <Icon name={icon} size="large" />
      <p className="kern-title kern-title--small">{title}</p>
      {children && <p className="kern-body kern-body--muted">{children}</p>}
      {action}
    </div>
  );
}
