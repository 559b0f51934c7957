import { useId } from "react";
import "./Progress.css";

/** How far a work in steps is: as a bar, and in words that are read out. */
export function WorkBar(props: { label: string; now: string; done: number; all: number }) {
  const { label, now, done, all } = props;
  const id = useId();
  return (
    <div className="kern-progress ui-progress">
      <div className="ui-progress__line">
        <label className="kern-label kern-label--small" htmlFor={id}>
          {label}
        </label>
        <span role="status">{now}</span>
      </div>
      <progress id={id} value={done} max={all} />
    </div>
  );
}
