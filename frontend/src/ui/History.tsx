import type { ReactNode } from "react";
import "./History.css";
import { EmptyState } from "./EmptyState";
import { Icon } from "./Icon";
import { useFormat } from "./words";

/** One thing that happened to an object. */
export interface Happening {
  id: string;
  at: string;
  who: string;
  what: string;
  details?: ReactNode;
  /** The attempt was refused. */
  refused?: boolean;
}

/** What happened to an object, who did it and when; the order is the given one. */
export function History(props: { label: string; happenings: readonly Happening[]; empty: string }) {
  const format = useFormat();
  if (props.happenings.length === 0) return <EmptyState title={props.empty} />;
  return (
    <ol className="ui-history" aria-label={props.label}>
      {props.happenings.map((happening) => (
        <li key={happening.id} className={happening.refused ? "ui-history__refused" : undefined}>
          <span className="ui-history__mark" aria-hidden="true">
            {happening.refused && <Icon name="close" size="small" />}
          </span>
          <div>
            <p className="ui-history__what">{happening.what}</p>
            <p className="ui-history__who">
              <time dateTime={happening.at}>{format.instant(happening.at)}</time> · {happening.who}
            </p>
            {happening.details && <div className="ui-history__details">{happening.details}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
