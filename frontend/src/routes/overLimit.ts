import type { CallOffQuote } from "../api/call-offs";
import { compareDecimals } from "../lib/decimal";

/** Whether the limit alone asks for an approval; below it, the member's rules may ask for one. */
export function isOverLimit({
  total,
  approvalLimit,
}: Pick<CallOffQuote, "total" | "approvalLimit">): boolean {
  return compareDecimals(total, approvalLimit) > 0;
}
