import type { Ordered } from "../../api/buying";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";

/** What became of each part of the basket. */
export function Results(props: { ordered: readonly Ordered[] }) {
  const text = useText(buyingText);
  return (
    <section className="ui-section" aria-labelledby="results">
      <h2 id="results" className="kern-heading-medium">
        {text.results}
      </h2>
      {props.ordered.map((one) => (
        <Result key={one.contract.framework.id} ordered={one} />
      ))}
    </section>
  );
}

function Result(props: { ordered: Ordered }) {
  const { contract, callOff, problem } = props.ordered;
  const text = useText(buyingText);
  const { done } = useText(marketplaceText);
  const format = useFormat();
  if (callOff) {
    const waits = callOff.status === "submitted";
    return (
      <Alert
        live
        tone={waits ? "info" : "success"}
        title={waits ? text.submitted(callOff.number) : text.placed(callOff.number)}
      >
        <p className="basket-result">
          {callOff.supplier.name} · <span className="ui-figures">{format.money(callOff.total)}</span> ·{" "}
          <TextLink
            to="/call-offs/$id"
            params={{ id: callOff.id }}
            aria-label={`${done.open}: ${callOff.number}`}
          >
            {done.open}
          </TextLink>
        </p>
      </Alert>
    );
  }
  if (!problem) return null;
  return (
    <Alert live tone="danger" title={text.failed(contract.framework.name)}>
      <p className="basket-result">
        {problem.code === "framework.price-changed" ? text.changed : sentenceOf(problem)} {text.stays}
      </p>
    </Alert>
  );
}
