import { Link, type LinkProps } from "@tanstack/react-router";
import "./Sections.css";

/** One of the pages of an area. */
export interface SectionTarget {
  to: NonNullable<LinkProps["to"]>;
  label: string;
}

/** The pages of one area beside each other, above the heading; fewer than two need no choice. */
export function Sections(props: { label: string; targets: readonly SectionTarget[] }) {
  const { label, targets } = props;
  if (targets.length < 2) return null;
  return (
    <nav className="sections ui-no-print" aria-label={label}>
      <ul>
        {targets.map(({ to, label: name }) => (
          <li key={to}>
            <Link to={to} className="sections__link" activeOptions={{ exact: true, includeSearch: false }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
