import { useSuspenseQuery } from "@tanstack/react-query";
import { balancesQuery } from "../../api/statements";
import { shared } from "../../text/shared";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { useStanding } from "./useStanding";

/** The balances of the members whose accounts one may see. */
export function StatementsPage() {
  const text = useText(statementsText);
  const { common } = useText(shared);
  const format = useFormat();
  const standing = useStanding();
  const { data: balances } = useSuspenseQuery(balancesQuery);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
      <Table
        caption={text.list}
        captionHidden
        rows={balances}
        rowKey={({ member }) => member.id}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
        columns={[
          {
            key: "member",
            header: common.member,
            cell: ({ member }) => (
              <TextLink to="/statements/$memberId" params={{ memberId: member.id }}>
                {member.name}
              </TextLink>
            ),
          },
          { key: "standing", header: common.state, cell: ({ balance }) => standing(balance) },
          {
            key: "balance",
            header: text.balance,
            numeric: true,
            cell: ({ balance }) => format.money(balance),
          },
        ]}
      />
    </div>
  );
}
