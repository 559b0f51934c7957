import type { ReactNode } from "react";
import "./Alert.css";
import { classes } from "./classes";
import { Icon } from "./Icon";

/** What kind of news something is. Colour, icon and text say it together. */
export type Tone = "info" | "success" | "warning" | "danger";

/**
 * News that stands in the page. `live` reads it out when it appears after an act; what is there from the
 * beginning is not read out of turn.
 */
export function Alert(props: { tone: Tone; title: string; live?: boolean; children?: ReactNode }) {
  const { tone, title, live, children } = props;
  const role = live ? (tone === "danger" ? "alert" : "status") : undefined;
  return (
    <div className={classes("kern-alert", `kern-alert--${tone}`, "ui-alert")} role={role}>
      <div className="kern-alert__header">
        <Icon name={tone} />
        <span className="kern-title kern-title--small">{title}</span>
      </div>
      {children && <div className="kern-alert__body kern-body">{children}</div>}
    </div>
  );
}
