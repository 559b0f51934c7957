import type { ParticipationRequest } from "../../api/participation";
import { participationText } from "../../text/participation";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";

/** A request as it was handed in. */
export function Said(props: { criteria: readonly string[]; request: ParticipationRequest }) {
  const { criteria, request } = props;
  const text = useText(participationText);
  const format = useFormat();
  return (
    <div className="tender-request">
      <p className="tender-note">{text.handedIn(format.instant(request.handedInAt), request.revision)}</p>
      <p className="kern-body ui-text">{request.statement}</p>
      <dl className="tender-request__answers">
        {criteria.map((criterion, index) => (
          <div key={criterion}>
            <dt className="kern-label">{criterion}</dt>
            <dd className="kern-body ui-text">{request.answers[index]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
