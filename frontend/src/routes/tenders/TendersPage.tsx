import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /tenders. */
export function TendersPage() {
  const text = useText(tendersText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
