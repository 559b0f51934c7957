import { compareDecimals } from "../../lib/decimal";
import { accountsText } from "../../text/accounts";
import { useText } from "../../text/text";

/** What a balance means for the member, in a word. */
export function useStanding(): (balance: string) => string {
  const text = useText(accountsText);
  return (balance) => {
    const sign = compareDecimals(balance, "0");
    return sign > 0 ? text.owes : sign < 0 ? text.owed : text.even;
  };
}
