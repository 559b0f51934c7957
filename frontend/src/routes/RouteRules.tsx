import type { components } from "../api/schema.gen";
import { categoriesText } from "../text/categories";
import { routingText } from "../text/routing";
import { useText } from "../text/text";
import { DescriptionList, type Fact } from "../ui/DescriptionList";
import { useFormat } from "../ui/words";

export type RouteRule = components["schemas"]["RouteRules"][number];

/** The rules of a lot or a contract, in their order: which call-offs go which way. */
export function RouteRules(props: { rules: readonly RouteRule[] }) {
  const { rules } = props;
  const text = useText(routingText);
  const conditions = useConditions();
  return (
    <DescriptionList
      facts={rules.map((rule, index): Fact => {
        const holds = conditions(rule);
        const way = rule.way === "cascade" ? text.cascade(rule.answerHours ?? 0) : text.way[rule.way];
        return [text.rule(index + 1), `${holds || text.otherwise}: ${way}`];
      })}
    />
  );
}

/** What an order has to meet for a rule, in words; nothing for a rule that always holds. */
function useConditions(): (rule: RouteRule) => string {
  const text = useText(routingText);
  const categories = useText(categoriesText);
  const format = useFormat();
  return ({ from, below, items, category, monthsFrom = 0, monthsTo = 0 }) =>
    [
      from && text.from(format.money(from)),
      below && text.below(format.money(below)),
      category && categories[category],
      items && items.length > 0 && text.items(items.join(", ")),
      (monthsFrom > 0 || monthsTo > 0) && text.months(monthsFrom, monthsTo),
    ]
      .filter(Boolean)
      .join(", ");
}
