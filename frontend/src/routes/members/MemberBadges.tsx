import type { Member } from "../../api/members";
import { membersText } from "../../text/members";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";

/** What is unusual about a member: a guest, or one that is not simply admitted. */
export function MemberBadges(props: { member: Member }) {
  const { member } = props;
  const text = useText(membersText);
  return (
    <>
      {member.guest && <Badge tone="neutral">{text.guest}</Badge>}
      {member.status !== "admitted" && <Badge tone="warning">{text.status[member.status]}</Badge>}
    </>
  );
}
