import type { CallOff } from "../../api/call-offs";
import { useSession } from "../../api/session";
import { reservingText } from "../../text/reserving";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { TextLink } from "../links";

/** Leads from a call-off of a data center's capacity to where it is reserved. */
export function CapacityLink(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(reservingText);
  const reserves = useSession().roles.some(
    ({ role, organisation }) =>
      (role === "buyer" || role === "approver") && organisation.id === callOff.member.id,
  );
  const ordered =
    callOff.status === "placed" && callOff.lines.some(({ category }) => category === "data-center");
  if (!reserves || !ordered) return null;
  return (
    <Alert tone="info" title={text.reserveThisText}>
      <TextLink to="/capacity/fit" search={{ callOff: callOff.id }}>
        {text.reserveThis}
      </TextLink>
    </Alert>
  );
}
