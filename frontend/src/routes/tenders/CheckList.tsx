import type { Check } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/Icon";
import "./ChecksPanel.css";

/** Checks, each met or not, with its rule and source. */
export function CheckList(props: { checks: readonly Check[]; sentence: (check: Check) => string }) {
  const text = useText(tendersText).checks;
  return (
    <ul className="checks__list">
      {props.checks.map((check) => (
        <li key={check.code} className={classes("checks__check", !check.met && "checks__check--unmet")}>
          <Icon name={check.met ? "success" : "warning"} />
          <div>
            <p className="checks__sentence">
              <span className="kern-sr-only">{check.met ? text.met : text.unmet}: </span>
              {props.sentence(check)}
            </p>
            <p className="checks__rule">{text.rule(check.rule, check.source ?? "")}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
