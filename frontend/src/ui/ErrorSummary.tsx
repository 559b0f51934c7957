import type { ReactNode, Ref } from "react";
import "./Alert.css";
import { Icon } from "./Icon";

/** A field that is wrong. */
export interface SummaryEntry {
  id: string;
  label: string;
  message: string;
}

interface ErrorSummaryProps {
  ref?: Ref<HTMLDivElement>;
  title: string;
  entries: readonly SummaryEntry[];
  /** What is wrong with the whole. */
  children?: ReactNode;
}

/** Everything that is wrong with a form, on top of it; each entry leads to its field. */
export function ErrorSummary(props: ErrorSummaryProps) {
  const { ref, title, entries, children } = props;
  return (
    <div ref={ref} tabIndex={-1} className="kern-alert kern-alert--danger ui-alert" role="alert">
      <div className="kern-alert__header">
        <Icon name="danger" />
        <span className="kern-title kern-title--small">{title}</span>
      </div>
      <div className="kern-alert__body kern-body">
        {children && <div>{children}</div>}
        {entries.length > 0 && (
          <ul className="kern-list">
            {entries.map((entry) => (
              <li key={entry.id}>
                <a
                  href={`#${entry.id}`}
                  className="kern-link kern-link--no-visited-state"
                  onClick={(event) => {
                    event.preventDefault(); // the address is the router's
                    document.getElementById(entry.id)?.focus();
                  }}
                >
                  {entry.label}: {entry.message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
