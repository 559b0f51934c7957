import type { Allocation } from "../../../api/allocations";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Card } from "../../../ui/Card";
import { DescriptionList } from "../../../ui/DescriptionList";
import { List } from "../../../ui/List";
import { useFormat } from "../../../ui/words";

/** The split in words, with its figures filled in. */
export function HowItIsComputed(props: { allocation: Allocation }) {
  const {
    total,
    split = total,
    weightSum,
    unitsLeft,
    thresholdRemainder,
    level,
    scheme,
    groups,
  } = props.allocation;
  const text = useText(runsText);
  const format = useFormat();
  const staged = scheme.rounding === "per-stage" && groups.length > 0;
  const step1 = staged ? text.allocation.step1Groups : text.allocation.step1;
  return (
    <Card title={text.allocation.how}>
      <DescriptionList
        columns
        facts={[
          [text.figures.split, format.money(split)],
          [text.figures.weightSum, format.number(weightSum)],
          [text.figures.unitsLeft, format.number(unitsLeft)],
          [text.figures.threshold, thresholdRemainder && format.number(thresholdRemainder)],
          [text.figures.level, level && format.figures(level)],
        ]}
      />
      <List numbered>
        <li>{step1(format.money(split), format.number(weightSum))}</li>
        <li>{unitsLeft === 0 ? text.allocation.step2None : text.allocation.step2(unitsLeft)}</li>
        {thresholdRemainder && <li>{text.allocation.step3(format.number(thresholdRemainder))}</li>}
      </List>
    </Card>
  );
}
