import { demandText } from "../../text/demand";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /demand. */
export function DemandPage() {
  const text = useText(demandText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
