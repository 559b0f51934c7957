import type { ListedCode } from "../api/buying";
import { today } from "../lib/date";
import { marketplaceText } from "../text/marketplace";
import { useText } from "../text/text";
import type { useFields } from "../ui/fields";
import { Select } from "../ui/Select";
import { TextField } from "../ui/TextField";

/** Whose budget bears an order: a code of the member's list, or where there is none any code. */
export function BudgetCodeField(props: {
  field: ReturnType<ReturnType<typeof useFields>["text"]>;
  codes: readonly ListedCode[];
}) {
  const { field, codes } = props;
  const text = useText(marketplaceText).form;
  if (codes.length === 0)
    return <TextField {...field} hint={text.budgetCodeHint} autoComplete="on" maxLength={40} />;
  const day = today();
  const valid = codes.filter(({ from, to }) => (!from || from <= day) && (!to || to >= day));
  return (
    <Select {...field} choices={valid.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))} />
  );
}
