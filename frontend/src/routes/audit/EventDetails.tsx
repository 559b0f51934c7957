import type { Event } from "../../api/events";
import { auditText } from "../../text/audit";
import { actorName, eventName, eventsText } from "../../text/events";
import { sentenceOfCode } from "../../text/faults";
import { useText } from "../../text/text";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { useFormat } from "../../ui/words";

/** Everything that an event keeps, also what nobody reads as words. */
export function EventDetails(props: { event: Event | undefined; onClose: () => void }) {
  const { event, onClose } = props;
  const text = useText(auditText);
  const words = useText(eventsText);
  return (
    <Dialog
      open={event !== undefined}
      title={event ? eventName(event, words) : text.details}
      onClose={onClose}
    >
      {event && <Facts event={event} />}
    </Dialog>
  );
}

function Facts(props: { event: Event }) {
  const { event } = props;
  const text = useText(auditText);
  const words = useText(eventsText);
  const format = useFormat();
  const code = (value: string | undefined) => value && <code className="ui-code">{value}</code>;
  return (
    <DescriptionList
      facts={[
        [text.when, format.instant(event.at)],
        [text.who, actorName(event, words)],
        [text.about, [words.objects[event.objectType] ?? event.objectType, event.objectName].join(" ")],
        [text.fault, event.faultCode && sentenceOfCode(event.faultCode, event.details)],
        [text.action, code(event.action)],
        ...Object.entries(event.details).map(([key, value]) => [key, code(value)] as const),
        [text.sequenceHint, event.sequence === undefined ? undefined : format.number(event.sequence)],
        [text.leafHash, code(event.leafHash)],
        [text.eventId, code(event.id)],
      ]}
    />
  );
}
