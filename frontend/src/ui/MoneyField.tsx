import { editMoney, parseMoney } from "../lib/money";
import type { FieldProps } from "./FieldFrame";
import { ParsedField } from "./ParsedField";
import type { Valued } from "./TextField";
import { useWords } from "./words";

/** An amount in euros. Its value is the server's text ("1234.50"), or what was typed if that is no amount. */
export function MoneyField(props: FieldProps & Valued<string> & { labelHidden?: boolean }) {
  const { language } = useWords();
  return (
    <ParsedField
      {...props}
      figures
      inputMode="decimal"
      parse={(typed) => parseMoney(typed, language)}
      edit={(value) => editMoney(value, language)}
      after={<span className="ui-affix__text">€</span>}
    />
  );
}
