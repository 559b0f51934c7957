import type { ReactNode } from "react";
import "./DescriptionList.css";
import { classes } from "./classes";

/** One fact: what it is, and its value. A value that is missing is left out with its term. */
export type Fact = readonly [term: string, value: ReactNode];

/** Facts about one thing, term beside value; `columns` puts term over value, several in a row. */
export function DescriptionList(props: { facts: readonly Fact[]; columns?: boolean }) {
  const known = props.facts.filter(([, value]) => value || value === 0);
  return (
    <dl className={classes("kern-description-list", "ui-facts", props.columns && "ui-facts--columns")}>
      {known.map(([term, value]) => (
        <div className="kern-description-list-item" key={term}>
          <dt className="kern-description-list-item__key">{term}</dt>
          <dd className="kern-description-list-item__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
