import { editPrice, parsePrice } from "../lib/money";
import type { FieldProps } from "./FieldFrame";
import { ParsedField } from "./ParsedField";
import type { Valued } from "./TextField";
import { useWords } from "./words";

/** The price of one unit, with up to six places. Its value is the server's text ("389.90"), or what was typed if that is no price. */
export function PriceField(props: FieldProps & Valued<string> & { labelHidden?: boolean }) {
  const { language } = useWords();
  return (
    <ParsedField
      {...props}
      figures
      inputMode="decimal"
      parse={(typed) => parsePrice(typed, language)}
      edit={(value) => editPrice(value, language)}
      after={<span className="ui-affix__text">€</span>}
    />
  );
}
