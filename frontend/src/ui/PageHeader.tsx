import { type ReactNode, useEffect } from "react";
import { headingMounted } from "./heading";
import "./PageHeader.css";

interface PageHeaderProps {
  title: string;
  /** Above the title: the way here. */
  breadcrumb?: ReactNode;
  /** Below the title: what this is, or the object's number, member and dates. */
  lead?: ReactNode;
  /** Beside the title: the state of an object as a badge. */
  badge?: ReactNode;
  /** What can be done with the whole page. */
  actions?: ReactNode;
}

/** The head of a page: its one h1, which may take the focus after a navigation, and the document's title. */
export function PageHeader(props: PageHeaderProps) {
  const { title, breadcrumb, lead, badge, actions } = props;
  useEffect(headingMounted, []);
  return (
    <header className="ui-page-header">
      <title>{`${title} – Allmende`}</title>
      {breadcrumb}
      <div className="ui-page-header__row">
        <div className="ui-page-header__what">
          <div className="ui-page-header__title">
            <h1 tabIndex={-1} className="kern-heading-large">
              {title}
            </h1>
            {badge}
          </div>
          {lead && <div className="kern-body ui-page-header__lead">{lead}</div>}
        </div>
        {actions && <div className="ui-page-header__actions">{actions}</div>}
      </div>
    </header>
  );
}
