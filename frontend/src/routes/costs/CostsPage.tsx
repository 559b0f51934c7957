import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /costs. */
export function CostsPage() {
  const text = useText(costsText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
