import { useId } from "react";
import type { CapacityTimeline } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { placeOf } from "./heat";
import "./Timeline.css";

type Bar = CapacityTimeline["bars"][number];

/** Who holds the pool when: each reservation in words, with its days as a bar below. */
export function Timeline(props: { timeline: CapacityTimeline }) {
  const { timeline } = props;
  const text = useText(capacityText);
  const format = useFormat();
  const id = useId();
  return (
    <section className="ui-section" aria-labelledby={id}>
      <h2 id={id} className="kern-heading-medium">
        {text.timeline}
      </h2>
      {timeline.bars.length === 0 && <EmptyState title={text.timelineEmpty} />}
      {timeline.bars.length > 0 && (
        <p className="kern-body timeline__frame">
          <span>{format.date(timeline.from)}</span>
          <span>{format.date(timeline.to)}</span>
        </p>
      )}
      <ol className="timeline">
        {timeline.bars.map((bar) => (
          <TimelineBar key={keyOf(bar)} bar={bar} frame={timeline} />
        ))}
      </ol>
    </section>
  );
}

/** Names a bar: by its reservation, or by what it holds where one may not know whose it is. */
function keyOf(bar: Bar): string {
  return bar.reservation?.id ?? JSON.stringify(bar.holds);
}

function TimelineBar(props: { bar: Bar; frame: CapacityTimeline }) {
  const { bar, frame } = props;
  const text = useText(capacityText);
  const format = useFormat();
  const days = {
    from: bar.holds.map(({ from }) => from).sort()[0] ?? frame.from,
    to:
      bar.holds
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? frame.to,
  };
  const { left, width } = placeOf(days, frame);
  return (
    <li className="timeline__row">
      <p className="kern-body timeline__words">
        <span>
          {bar.reservation ? (
            <TextLink
              to="/capacity/reservations/$id"
              params={{ id: bar.reservation.id }}
              className="ui-figures"
            >
              {bar.reservation.name}
            </TextLink>
          ) : (
            text.another
          )}
          {/* A line breaks after a dot, never before it. */}
          {[bar.member?.name, bar.purpose].filter(Boolean).map((part) => `\u00a0· ${part}`)}
        </span>
        <span className="timeline__days ui-figures">
          {text.period(format.date(days.from), format.date(days.to))}
        </span>
      </p>
      <div className="timeline__track" aria-hidden="true">
        <div
          className={bar.status === "requested" ? "timeline__bar timeline__bar--asked" : "timeline__bar"}
          style={{ insetInlineStart: `${left}%`, width: `${width}%` }}
        />
      </div>
    </li>
  );
}
