import { useQuery } from "@tanstack/react-query";
import type { CallOff } from "../../api/call-offs";
import { servicesQuery } from "../../api/services";
import { isTimed } from "../../lib/quantity";
import { servicesText } from "../../text/services";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { TextLink } from "../links";

/** Leads from a call-off of services to its budget and time sheets. */
export function ServicesLink(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(servicesText);
  const timed = callOff.lines.every(({ unit }) => isTimed(unit));
  const { data: services } = useQuery({ ...servicesQuery(callOff.id), enabled: timed });
  if (!services?.possible && !services?.engagement) return null;
  return (
    <Alert tone="info" title={text.linkText}>
      <TextLink to="/call-offs/$id/services" params={{ id: callOff.id }}>
        {text.link}
      </TextLink>
    </Alert>
  );
}
