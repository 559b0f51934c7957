import type { ReactNode } from "react";
import "./Double.css";

/** Two things of one cell: the one that is looked for, and below it the one that explains it. */
export function Double(props: { first: ReactNode; second: ReactNode }) {
  return (
    <span className="ui-double">
      {props.first}
      {props.second && <span className="ui-double__second">{props.second}</span>}
    </span>
  );
}
