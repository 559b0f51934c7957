import { percentOf } from "../lib/decimal";
import { classes } from "./classes";
import { Icon } from "./Icon";
import "./Progress.css";
import "./ShareBar.css";
import { useFormat } from "./words";

/** In a table: how much of a whole a part is, as a bar with its percentage. From 85 per cent on it warns, unless that is no harm. */
export function ShareBar(props: { part: string; whole: string; label: string; harmless?: boolean }) {
  const { part, whole, label, harmless } = props;
  const format = useFormat();
  const percent = percentOf(part, whole);
  const level = harmless ? "calm" : percent >= 100 ? "danger" : percent >= 85 ? "warning" : "calm";
  return (
    <span className={classes("kern-progress", "ui-progress", "ui-share", `ui-progress--${level}`)}>
      <progress aria-label={label} value={percent} max={100} />
      <span className="ui-share__percent">
        {level !== "calm" && <Icon name={level} size="small" />}
        {format.percent(percent)}
      </span>
    </span>
  );
}
