import { useMay } from "../../api/session";
import { accountsText } from "../../text/accounts";
import { useText } from "../../text/text";
import { Sections } from "../Sections";

/** The pages about accounts, for those who see all of them. */
export function AccountSections() {
  const { sections } = useText(accountsText);
  const may = useMay();
  if (!may("ledger.read")) return null;
  return (
    <Sections
      label={sections.label}
      targets={[
        { to: "/accounts", label: sections.accounts },
        { to: "/accounts/netting", label: sections.netting },
      ]}
    />
  );
}
