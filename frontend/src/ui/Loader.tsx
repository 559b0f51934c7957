import "./Loader.css";
import { useWords } from "./words";

/** Something is on its way. Appears only after a moment, so that what is quick does not flicker. */
export function Loader(props: { label?: string }) {
  const { words } = useWords();
  return (
    <div className="ui-loader" role="status">
      <span className="kern-loader kern-loader--visible" aria-hidden="true" />
      <span className="kern-body kern-body--small">{props.label ?? words.loading}</span>
    </div>
  );
}
