import { formatNumber, parseQuantity } from "../lib/quantity";
import type { FieldProps } from "./FieldFrame";
import { ParsedField } from "./ParsedField";
import type { Valued } from "./TextField";
import { useWords } from "./words";

/** A percentage with up to six places. Its value is the server's text ("33.333333"), or what was typed if that is none. */
export function PercentField(props: FieldProps & Valued<string> & { labelHidden?: boolean }) {
  const { language } = useWords();
  return (
    <ParsedField
      {...props}
      figures
      inputMode="decimal"
      parse={(typed) => parseQuantity(typed.replace(/\s*%$/, ""), language, 6)}
      edit={(value) => formatNumber(value, language)}
      after={<span className="ui-affix__text">%</span>}
    />
  );
}
