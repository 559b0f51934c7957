import type { Tender } from "../../api/tenders";
import { proceduresText } from "../../text/procedures";
import { useText } from "../../text/text";
import { DescriptionList } from "../../ui/DescriptionList";
import { useFormat } from "../../ui/words";

/** How a tender is run, why, and by which figures of the law. */
export function ChoiceFacts(props: { tender: Tender }) {
  const { choice } = props.tender;
  const text = useText(proceduresText);
  const format = useFormat();
  const least = choice.leastDays > 0 ? text.days(choice.leastDays) : ""; // else the source says that there is none
  const sourced = (figure: string, source?: string) => [figure, source].filter(Boolean).join(" · ");
  return (
    <DescriptionList
      facts={[
        [text.least, choice.leastDaysSource && sourced(least, choice.leastDaysSource)],
        [text.whyUrgent, choice.urgency],
        [text.limit, choice.limit && sourced(format.money(choice.limit), choice.limitSource)],
        [text.whyDirect, choice.reason],
        [text.invited, choice.invited?.map(({ name }) => name).join(", ")],
      ]}
    />
  );
}
