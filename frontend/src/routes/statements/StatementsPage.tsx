import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /statements. */
export function StatementsPage() {
  const text = useText(statementsText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
