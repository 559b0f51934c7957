import { useId } from "react";
import type { Check } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";
import { CheckList } from "./CheckList";
import "./ChecksPanel.css";

/** What the rules ask for before the next step: each met or not, with its rule and source. */
export function ChecksPanel(props: { checks: readonly Check[]; title?: string }) {
  const { checks, title } = props;
  const text = useText(tendersText).checks;
  const sentence = useSentence();
  const id = useId();
  const met = checks.filter((check) => check.met).length;
  return (
    <section className="checks" aria-labelledby={id}>
      <h2 id={id} className="kern-title kern-title--small checks__title">
        {title ?? text.title}
        <span className="checks__count">{text.lead(met, checks.length)}</span>
      </h2>
      <CheckList checks={checks} sentence={sentence} />
    </section>
  );
}

/** The sentence of a check, with amounts and instants as people read them. */
function useSentence(): (check: Check) => string {
  const text = useText(tendersText).checks;
  const format = useFormat();
  return ({ code, met, params = {} }) => {
    const known = text.byCode[code];
    if (!known) return text.unknown(code);
    const shown = { ...params };
    if (code === "maximum-value") {
      for (const name of ["estimate", "maximum"]) shown[name] = format.money(params[name] ?? "");
    }
    if (code === "direct-limit") {
      for (const name of ["value", "most"]) shown[name] = format.money(params[name] ?? "");
    }
    if (code === "maximum-quantity") {
      for (const name of ["firm", "maximum"]) shown[name] = format.number(params[name] ?? "");
    }
    if (params.deadline) shown.deadline = format.instant(params.deadline);
    if (params.day) shown.day = format.date(params.day);
    if (params.earliest) shown.earliest = format.instant(params.earliest);
    return met ? known.met(shown) : known.unmet(shown);
  };
}
