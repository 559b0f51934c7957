import { formatNumber, parseQuantity } from "../lib/quantity";
import type { FieldProps } from "./FieldFrame";
import { ParsedField } from "./ParsedField";
import type { Valued } from "./TextField";
import { useWords } from "./words";

interface QuantityFieldProps extends FieldProps, Valued<string> {
  /** The unit in words; a quantity without one means nothing. */
  unit: string;
  /** How many decimals may be given; none by default. */
  places?: number;
  labelHidden?: boolean;
}

/** A quantity. Its value is the server's text ("1250"), or what was typed if that is no quantity. */
export function QuantityField(props: QuantityFieldProps) {
  const { unit, places = 0, ...rest } = props;
  const { language } = useWords();
  return (
    <ParsedField
      {...rest}
      figures
      inputMode={places > 0 ? "decimal" : "numeric"}
      parse={(typed) => parseQuantity(typed, language, places)}
      edit={(value) => formatNumber(value, language)}
      after={<span className="ui-affix__text">{unit}</span>}
    />
  );
}
