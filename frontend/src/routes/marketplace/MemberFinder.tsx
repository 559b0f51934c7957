import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "../../api/members";
import { Problem } from "../../api/problem";
import { marketplaceText } from "../../text/marketplace";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Loader } from "../../ui/Loader";
import { More } from "../../ui/More";
import { PageHeader } from "../../ui/PageHeader";
import { TextField } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import { TextLink } from "../links";
import "./MarketplacePage.css";

/** Those who see the whole cooperative first say for which member they look at the marketplace. */
export function MemberFinder() {
  const text = useText(marketplaceText);
  const later = useLater(250);
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const members = useInfiniteQuery({
    ...membersQuery({ q: q || undefined }),
    placeholderData: keepPreviousData,
  });
  const items = members.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.chooseMember} />
      <TextField
        type="search"
        label={text.memberSearch}
        hint={text.chooseMemberHint}
        maxLength={100}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          later(() => setQ(value.trim()));
        }}
      />
      {members.isPending && <Loader />}
      {members.error && (
        <Alert
          tone="danger"
          live
          title={members.error instanceof Problem ? sentenceOf(members.error) : members.error.message}
        />
      )}
      {members.data && items.length === 0 && <p className="kern-body">{text.noMember}</p>}
      <ul className="market-members">
        {items
          .filter((member) => !member.guest)
          .map((member) => (
            <li key={member.id}>
              <TextLink to="/marketplace" search={{ memberId: member.id }}>
                {member.name}
              </TextLink>
            </li>
          ))}
      </ul>
      {members.data && (
        <More
          shown={items.length}
          hasMore={members.hasNextPage}
          loading={members.isFetchingNextPage}
          onMore={() => members.fetchNextPage()}
        />
      )}
    </div>
  );
}
