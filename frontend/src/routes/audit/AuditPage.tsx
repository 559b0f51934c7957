import { useMay } from "../../api/session";
import { auditText } from "../../text/audit";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";
import { EventList } from "./EventList";
import { VerificationPanel } from "./VerificationPanel";

/** What was done and refused, and the proof that none of it was altered. */
export function AuditPage() {
  const text = useText(auditText);
  const may = useMay();
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
      {may("audit.verify") && <VerificationPanel />}
      {may("event.read") && <EventList />}
    </div>
  );
}
