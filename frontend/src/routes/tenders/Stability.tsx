import type { EvaluatedLot } from "../../api/evaluation";
import { evaluationText } from "../../text/evaluation";
import { useText } from "../../text/text";
import { Card } from "../../ui/Card";

/** What the winner depends on: losers without whose bid another would have won. */
export function Stability(props: { lot: EvaluatedLot }) {
  const { lot } = props;
  const text = useText(evaluationText).stability;
  const nameOf = (bid: string) => lot.bids.find(({ bidId }) => bidId === bid)?.bidder.name ?? "";
  const firsts = lot.bids.filter(({ rank }) => rank === 1);
  if (firsts.length === 0 || lot.bids.filter(({ rank }) => rank).length < 2) return null;
  const now = firsts.map(({ bidder }) => bidder.name);
  return (
    <Card title={text.title(lot.title)} level={3}>
      {lot.stability.length === 0 ? (
        <p className="kern-body">{text.stable}</p>
      ) : (
        <ul className="stability">
          {lot.stability.map((change) => (
            <li key={change.without}>
              {change.undefined
                ? text.undefined(nameOf(change.without))
                : text.change(nameOf(change.without), change.firsts.map(nameOf), now)}
            </li>
          ))}
        </ul>
      )}
      <p className="tender-note ui-text">{text.explained}</p>
    </Card>
  );
}
