import { type ReactNode, useState } from "react";
import "./Disclosure.css";

/**
 * What most people do not need stands behind its title; the browser opens and closes it. `open` says how it begins:
 * it does not close over what somebody is working on.
 */
export function Disclosure(props: { title: string; open?: boolean; children: ReactNode }) {
  const [open] = useState(props.open);
  return (
    <details className="kern-accordion ui-disclosure" open={open}>
      <summary className="kern-accordion__header">
        <span className="kern-title kern-title--small">{props.title}</span>
      </summary>
      <div className="kern-accordion__body ui-disclosure__body">{props.children}</div>
    </details>
  );
}
