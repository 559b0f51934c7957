import type { ReactNode } from "react";
import "./Disclosure.css";

/** What most people do not need stands behind its title; the browser opens and closes it. */
export function Disclosure(props: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="kern-accordion ui-disclosure" open={props.open}>
      <summary className="kern-accordion__header">
        <span className="kern-title kern-title--small">{props.title}</span>
      </summary>
      <div className="kern-accordion__body ui-disclosure__body">{props.children}</div>
    </details>
  );
}
