import type { Tone } from "./Alert";
import "./Badge.css";
import { classes } from "./classes";
import { Icon } from "./Icon";

/** How a state is shown: neutral is what waits for nobody. */
export type BadgeTone = Tone | "neutral";

/** A state in a word, with colour and icon beside it. */
export function Badge(props: { tone: BadgeTone; children: string }) {
  const { tone, children } = props;
  return (
    <span className={classes("kern-badge", "kern-badge--small", `kern-badge--${tone}`, "ui-badge")}>
      {tone === "neutral" ? (
        <span className="ui-badge__dot" aria-hidden="true" />
      ) : (
        <Icon name={tone} size="small" />
      )}
      <span className="kern-label kern-label--small">{children}</span>
    </span>
  );
}
