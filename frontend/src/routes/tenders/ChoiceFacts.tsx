import type { Tender } from "../../api/tenders";
import { participationText } from "../../text/participation";
import { proceduresText } from "../../text/procedures";
import { useText } from "../../text/text";
import { DescriptionList } from "../../ui/DescriptionList";
import { useFormat } from "../../ui/words";
import { isTwoStage } from "./phases";

/** How a tender is run, why, and by which figures of the law. */
export function ChoiceFacts(props: { tender: Tender }) {
  const { choice } = props.tender;
  const text = useText(proceduresText);
  const { facts: stage, criteria } = useText(participationText);
  const format = useFormat();
  const least = choice.leastDays > 0 ? text.days(choice.leastDays) : ""; // else the source says that there is none
  const sourced = (figure: string, source?: string) => [figure, source].filter(Boolean).join(" · ");
  return (
    <DescriptionList
      facts={[
        [text.least, choice.leastDaysSource && sourced(least, choice.leastDaysSource)],
        [text.whyUrgent, choice.urgency],
        [text.limit, choice.limit && sourced(format.money(choice.limit), choice.limitSource)],
        [choice.way === "negotiated" ? text.whyGround : text.whyDirect, choice.reason],
        [text.whyNegotiated, choice.ground && text.grounds[choice.ground]],
        [
          text.reservedFact,
          choice.way === "negotiated" && (choice.firstBids ? text.reservedYes : text.reservedNo),
        ],
        [stage.until, choice.requestsUntil && format.instant(choice.requestsUntil)],
        [
          stage.requestDays,
          choice.requestDaysSource &&
            sourced(choice.requestDays ? text.days(choice.requestDays) : "", choice.requestDaysSource),
        ],
        [
          stage.least,
          choice.least &&
            sourced(stage.leastOf(choice.least, choice.participants ?? 0), choice.participantsSource),
        ],
        [criteria, choice.criteria?.join("; ")],
        [
          isTwoStage(choice.way) ? stage.chosen : text.invited,
          choice.invited?.map(({ name }) => name).join(", "),
        ],
      ]}
    />
  );
}
