import { Children, type ReactNode } from "react";
import "./Breadcrumb.css";
import { Icon } from "./Icon";
import { useWords } from "./words";

/** The way to this page: links as children, from the outermost inwards; the page itself is the heading below. */
export function Breadcrumb(props: { children: ReactNode }) {
  const { words } = useWords();
  return (
    <nav className="ui-breadcrumb" aria-label={words.breadcrumb}>
      <ol>
        {Children.map(props.children, (link) => (
          <li>
            {link}
            <Icon name="chevron-right" size="small" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
