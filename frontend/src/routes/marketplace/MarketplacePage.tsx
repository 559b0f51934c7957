import { marketplaceText } from "../../text/marketplace";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /marketplace. */
export function MarketplacePage() {
  const text = useText(marketplaceText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
