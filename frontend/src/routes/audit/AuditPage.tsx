import { auditText } from "../../text/audit";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /audit. */
export function AuditPage() {
  const text = useText(auditText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
