import type { Problem } from "../../../api/problem";
import { keepingText } from "../../../text/capacityKeeping";
import { useText } from "../../../text/text";
import { List } from "../../../ui/List";
import { TextLink } from "../../links";

/** The reservations that stand against less capacity, each a link, if that is why it was refused. */
export function Affected(props: { problem: Problem | null }) {
  const text = useText(keepingText);
  const { affected, affectedIds } = props.problem?.params ?? {};
  if (!affected || !affectedIds) return null;
  const numbers = affected.split(", ");
  return (
    <div role="status">
      <p className="kern-body">{text.affected}</p>
      <List>
        {affectedIds.split(", ").map((id, index) => (
          <li key={id}>
            <TextLink to="/capacity/reservations/$id" params={{ id }} className="ui-figures">
              {numbers[index] ?? id}
            </TextLink>
          </li>
        ))}
      </List>
    </div>
  );
}
