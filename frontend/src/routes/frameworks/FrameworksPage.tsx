import { frameworksText } from "../../text/frameworks";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /frameworks. */
export function FrameworksPage() {
  const text = useText(frameworksText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
