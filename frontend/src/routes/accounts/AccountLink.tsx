import type { Account } from "../../api/accounts";
import { accountsText } from "../../text/accounts";
import { useText } from "../../text/text";
import { TextLink } from "../links";

/** The name of an account as a link to its entries; one of the cooperative is named by its kind. */
export function AccountLink(props: { account: Account; asOf?: string }) {
  const { account, asOf } = props;
  const { kinds } = useText(accountsText);
  const name = account.name || kinds[account.kind];
  const search = asOf ? { from: `${asOf.slice(0, 4)}-01-01`, to: asOf } : {};
  if (account.kind === "member" && account.ownerId) {
    return (
      <TextLink to="/accounts/members/$memberId" params={{ memberId: account.ownerId }} search={search}>
        {name}
      </TextLink>
    );
  }
  if (!account.id) return name;
  return (
    <TextLink to="/accounts/$id" params={{ id: account.id }} search={search}>
      {name}
    </TextLink>
  );
}
