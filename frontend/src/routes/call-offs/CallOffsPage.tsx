import { callOffsText } from "../../text/call-offs";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /call-offs. */
export function CallOffsPage() {
  const text = useText(callOffsText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
