import type { LegalParameter } from "../../api/law";
import { lawText } from "../../text/law";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";

/** How a figure of the law is written: its name, and its values with their unit. */
export function useFigure() {
  const text = useText(lawText);
  const format = useFormat();
  return {
    nameOf: ({ code }: LegalParameter) => text.names[code] ?? code,
    written: ({ kind }: LegalParameter, value: string) =>
      kind === "amount" ? format.money(value) : text[kind](format.number(value)),
  };
}
