import type { ApprovalRule } from "../api/approvals";
import { approvalsText } from "../text/approvals";
import { useText } from "../text/text";
import { useFormat } from "../ui/words";

/** What a rule looks at, and to whom it goes where nobody decides, in words. */
export function useRuleInWords() {
  const text = useText(approvalsText);
  const format = useFormat();
  return (rule: ApprovalRule) =>
    [
      text.above(format.money(rule.above)),
      rule.category && text.category(rule.category),
      rule.budget && text.budget(rule.budget),
      rule.escalates && text.escalates(rule.escalateTo?.name ?? text.everybody),
    ]
      .filter(Boolean)
      .join(", ");
}
