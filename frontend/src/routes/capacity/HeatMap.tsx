// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
import { useId } from "react";
import type { CapacityHeatMap } from "../../api/capacity";
import { capacityText } from "../../text/capacity";
import { useText } from "../../text/text";
import { classes } from "../../ui/classes";
import { useOverflow } from "../../ui/useOverflow";
import { useFormat } from "../../ui/words";
import { heatOf } from "./heat";
import { useCapacityWords } from "./resourceName";
import "./HeatMap.css";

/** How full each resource is, week by week: a table whose cells are coloured, so that it reads without its colours. */
export function HeatMap(props: { heat: CapacityHeatMap }) {
  const { weeks, rows } = props.heat;
  const text = useText(capacityText);
  const words = useCapacityWords();
  const format = useFormat();
  const id = useId();
  const [region, overflows] = useOverflow<HTMLElement>();
  return (
    <section className="ui-section">
      <h2 id={id} className="kern-heading-medium">
        {text.heat}
      </h2>
      <p className="kern-body ui-text">{text.heatText}</p>
      <section ref={region} className="heat" aria-labelledby={id} tabIndex={overflows ? 0 : undefined}>
        <table className="heat__table ui-figures">
          <thead>
            <tr>
              <th scope="col" className="heat__resource">
                {text.resource}
              </th>
              {weeks.map((monday) => (
                <th key={monday} scope="col" className="heat__week">
                  <span className="kern-sr-only">{text.week(format.date(monday))}</span>
                  <span aria-hidden="true">{format.date(monday).slice(0, 6)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.resourceId}>
                <th scope="row" className="heat__resource">
                  {words.name(row)}
                </th>
                {row.cells.map(({ percent, booked, usable }, index) => (
                  <td
                    key={weeks[index]}
                    className={classes("heat__cell", `heat__cell--${heatOf(percent)}`)}
                    title={text.heatCell(
                      format.percent(percent),
                      words.amount(booked, row.kind),
                      words.amount(usable, row.kind),
                    )}
                  >
                    {percent}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
