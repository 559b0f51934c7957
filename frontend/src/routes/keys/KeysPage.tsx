import { keysText } from "../../text/keys";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /keys. */
export function KeysPage() {
  const text = useText(keysText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
