import { useId } from "react";
import type { Opening } from "../../api/opening";
import { openingText } from "../../text/opening";
import { useText } from "../../text/text";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/Icon";
import { useFormat } from "../../ui/words";

/** The committee, and who of it has released. */
export function WhoOpens(props: { opening: Opening }) {
  const { phase, officers } = props.opening;
  const text = useText(openingText).who;
  const format = useFormat();
  const id = useId();
  const released = officers.filter(({ releasedAt }) => releasedAt).length;
  const running = phase === "first" || phase === "second" || phase === "more";
  return (
    <section className="ui-section" aria-labelledby={id}>
      <div className="opening-who__head">
        <h2 id={id} className="kern-heading-medium">
          {text.title}
        </h2>
        {running && (
          <p className="opening-who__count" role="status">
            {text.count(released)}
          </p>
        )}
      </div>
      <p className="opening-note ui-text">{text.rule(officers.length)}</p>
      <ul className="opening-who">
        {officers.map(({ person, me, releasedAt }) => (
          <li
            key={person.id}
            className={classes("opening-who__officer", Boolean(releasedAt) && "opening-who__officer--done")}
          >
            <span className="opening-who__mark" aria-hidden="true">
              {releasedAt && <Icon name="check" size="small" />}
            </span>
            <span>
              <strong>{person.name}</strong>
              {me && ` (${text.me})`}
              <br />
              <span className="opening-who__state">
                {releasedAt ? text.released(format.instant(releasedAt)) : text.open}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
