import type { Allocation, Share } from "../../api/allocations";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { Dialog } from "../../ui/Dialog";
import { List } from "../../ui/List";
import { useFormat } from "../../ui/words";
import { weightSource } from "./weightSource";

/** How one share comes about, step by step, to be followed with pencil and paper. */
export function Explanation(props: { split: Allocation; share: Share | undefined; onClose: () => void }) {
  const { split, share, onClose } = props;
  const text = useText(costsText);
  return (
    <Dialog
      open={share !== undefined}
      title={share ? text.explainMember(share.member.name) : text.explain}
      onClose={onClose}
    >
      {share && <Steps split={split} share={share} />}
    </Dialog>
  );
}

function Steps(props: { split: Allocation; share: Share }) {
  const { split, share } = props;
  const { explanation: text, sources } = useText(costsText);
  const format = useFormat();
  const remainder = format.number(share.remainder);
  const threshold = split.thresholdRemainder && format.number(split.thresholdRemainder);
  return (
    <>
      <p className="kern-body kern-body--bold">
        {text.bears(share.member.name, format.money(share.share), format.money(split.total))}
      </p>
      <List numbered>
        <li>
          {text.weight(format.number(share.weight), format.number(split.weightSum))}:{" "}
          {weightSource(share.weightSource, sources, format.date)}
        </li>
        <li>
          <code className="ui-code">{share.formula}</code>
          <br />
          {text.floor(format.money(share.floor), remainder)}
        </li>
        <li>
          {!threshold
            ? text.exact
            : share.extra
              ? text.extra(remainder, threshold)
              : text.noExtra(remainder, threshold)}
        </li>
        {threshold && <li>{text.tie(share.tieKey)}</li>}
      </List>
    </>
  );
}
