import { membersText } from "../../text/members";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /members. */
export function MembersPage() {
  const text = useText(membersText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
