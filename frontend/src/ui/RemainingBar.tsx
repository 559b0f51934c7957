import { type ReactNode, useId } from "react";
import { percentOf } from "../lib/decimal";
import "./Progress.css";
import { classes } from "./classes";
import { useFormat, useWords } from "./words";

interface RemainingProps {
  label: ReactNode;
  /** The server's numbers, both amounts or both quantities. */
  remaining: string;
  maximum: string;
  /** The unit of quantities; without it the numbers are amounts. */
  unit?: string;
}

/** The warnings at 70, 85 and 95 per cent drawn, seen from what remains. */
function urgency(percent: number): "calm" | "warning" | "danger" {
  if (percent <= 0) return "danger";
  return percent <= 15 ? "warning" : "calm";
}

/** What remains of a maximum, as a bar that empties and in words. */
export function RemainingBar(props: RemainingProps) {
  const { label, remaining, maximum, unit } = props;
  const { words } = useWords();
  const format = useFormat();
  const id = useId();
  const percent = percentOf(remaining, maximum);
  const show = (value: string) => (unit === undefined ? format.money(value) : format.quantity(value, unit));
  return (
    <div
      className={classes(
        "kern-progress",
        "ui-progress",
        "ui-progress--small",
        `ui-progress--${urgency(percent)}`,
      )}
    >
      <div className="ui-progress__line">
        <label className="kern-label kern-label--small" htmlFor={id}>
          {label}
        </label>
        <span>
          {words.still.before}
          <strong>{show(remaining)}</strong>
          {words.still.after} {words.of} {show(maximum)}
        </span>
      </div>
      <progress id={id} value={percent} max={100} />
    </div>
  );
}
