import type { CallOff } from "../../api/call-offs";
import { sumOf } from "../../lib/decimal";

/** How much of a line was not given back. */
export function remainingOf(line: Pick<CallOff["lines"][number], "quantity" | "returned">): string {
  if (!line.returned) return line.quantity;
  return sumOf(line.quantity, `-${line.returned}`) ?? line.quantity;
}
