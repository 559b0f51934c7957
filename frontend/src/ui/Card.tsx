import { type ReactNode, useId } from "react";
import "./Card.css";
import { classes } from "./classes";

interface CardProps {
  title?: string;
  /** Above the title: what kind of thing this is. */
  preline?: string;
  /** Beside the title: a badge or a small button. */
  aside?: ReactNode;
  footer?: ReactNode;
  /** The level of the title in the page, 2 by default. */
  level?: 2 | 3;
  surface?: boolean;
  children: ReactNode;
}

/** A framed part of a page with a title of its own. */
export function Card(props: CardProps) {
  const { title, preline, aside, footer, level = 2, surface, children } = props;
  const titleId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      className={classes("kern-card", "kern-card--small", "ui-card", surface && "kern-card--surface")}
      aria-labelledby={title ? titleId : undefined}
    >
      <div className="kern-card__container">
        {title && (
          <header className="kern-card__header ui-card__header">
            <div>
              {preline && <p className="kern-preline kern-preline--small">{preline}</p>}
              <Heading id={titleId} className="kern-title kern-title--small">
                {title}
              </Heading>
            </div>
            {aside}
          </header>
        )}
        <div className="kern-card__body ui-card__body">{children}</div>
        {footer && <footer className="kern-card__footer">{footer}</footer>}
      </div>
    </section>
  );
}

/** Cards side by side, as many as have room; each as high as its neighbours. */
export function CardGrid(props: { children: ReactNode }) {
  return <div className="ui-card-grid">{props.children}</div>;
}
