import type { Allocation } from "../../api/allocations";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { List } from "../../ui/List";
import { useFormat } from "../../ui/words";

/** The rule of the split in words, with its figures filled in. */
export function HowItIsComputed(props: { allocation: Allocation }) {
  const { total, weightSum, unitsLeft, thresholdRemainder } = props.allocation;
  const text = useText(costsText).allocation;
  const format = useFormat();
  return (
    <Card title={text.how}>
      <DescriptionList
        columns
        facts={[
          [text.total, format.money(total)],
          [text.weightSum, format.number(weightSum)],
          [text.unitsLeft, format.number(unitsLeft)],
          [text.threshold, thresholdRemainder && format.number(thresholdRemainder)],
        ]}
      />
      <List numbered>
        <li>{text.step1(format.money(total), format.number(weightSum))}</li>
        <li>{unitsLeft === 0 ? text.step2None : text.step2(unitsLeft)}</li>
        {thresholdRemainder && <li>{text.step3(format.number(thresholdRemainder))}</li>}
      </List>
    </Card>
  );
}
