import type { CostPool, Days } from "../../../api/cost-pools";
import { parseDate } from "../../../lib/date";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/DateField";
import { FieldRow } from "../../../ui/Form";
import { useFormat } from "../../../ui/words";
import { offersOf } from "./periods";

/** How many periods suggest themselves at most. */
const most = 6;

/** The days whose costs are split, with those that suggest themselves. */
export function Period(props: {
  pool: CostPool;
  days: Days;
  onDays: (days: Days) => void;
  refused: Readonly<Record<string, string>>;
}) {
  const { pool, days, onDays, refused } = props;
  const text = useText(runsText).new;
  const format = useFormat();
  const known = (day: string) => parseDate(day) === day;
  return (
    <section className="ui-section" aria-labelledby="period">
      <div>
        <h2 id="period" className="kern-heading-medium">
          {text.period}
        </h2>
        <p className="kern-body kern-body--muted">{text.periodText}</p>
      </div>
      <ul className="run-offers" aria-label={text.offers}>
        {offersOf(pool)
          .slice(0, most)
          .map(({ from, to, open }) => (
            <li key={`${from} ${to}`}>
              <Button
                small
                variant={from === days.from && to === days.to ? "primary" : "secondary"}
                aria-pressed={from === days.from && to === days.to}
                onClick={() => onDays({ from, to })}
              >
                {`${format.span(from, to)} · ${open ? text.openCosts : text.again}`}
              </Button>
            </li>
          ))}
      </ul>
      <div className="run-days">
        <FieldRow>
          <DateField
            label={text.from}
            hint=""
            value={days.from}
            error={
              known(days.from) ? refused.from : days.from === "" ? undefined : text.faults["date-invalid"]
            }
            onChange={(from) => onDays({ ...days, from })}
          />
          <DateField
            label={text.to}
            hint=""
            value={days.to}
            error={
              known(days.to)
                ? known(days.from) && days.to < days.from
                  ? text.reversed
                  : refused.to
                : days.to === ""
                  ? undefined
                  : text.faults["date-invalid"]
            }
            onChange={(to) => onDays({ ...days, to })}
          />
        </FieldRow>
      </div>
    </section>
  );
}
