import { type ReactNode, useId } from "react";
import { percentOf } from "../lib/decimal";
import "./Progress.css";
import { classes } from "./classes";
import { Icon } from "./Icon";
import { useFormat, useWords } from "./words";

interface MaximumProps {
  label: ReactNode;
  /** The server's numbers, all amounts or all quantities. */
  drawn: string;
  remaining: string;
  maximum: string;
  /** The unit of quantities; without it the numbers are amounts. */
  unit?: string;
  small?: boolean;
}

/** Warnings stand at 70, 85 and 95 per cent; from 85 on the bar warns, at the end it says stop. */
function urgency(percent: number): "calm" | "warning" | "danger" {
  if (percent >= 100) return "danger";
  return percent >= 85 ? "warning" : "calm";
}

/** How much of a maximum is drawn and what remains of it, as a bar and in words. */
export function MaximumBar(props: MaximumProps) {
  const { label, drawn, remaining, maximum, unit, small } = props;
  const { words } = useWords();
  const format = useFormat();
  const id = useId();
  const percent = percentOf(drawn, maximum);
  const level = urgency(percent);
  const show = (value: string) => (unit === undefined ? format.money(value) : format.quantity(value, unit));
  return (
    <div
      className={classes(
        "kern-progress",
        "ui-progress",
        `ui-progress--${level}`,
        small && "ui-progress--small",
      )}
    >
      <div className="ui-progress__line">
        <label className="kern-label kern-label--small" htmlFor={id}>
          {label}
        </label>
        <span className="ui-progress__percent">
          {level !== "calm" && <Icon name={level} size="small" />}
          {format.percent(percent)}
        </span>
      </div>
      <progress id={id} value={percent} max={100} />
      <div className="ui-progress__line">
        <span>
          {show(drawn)} {words.of} {show(maximum)} {words.drawn}
        </span>
        <strong>
          {show(remaining)} {words.remaining}
        </strong>
      </div>
    </div>
  );
}
