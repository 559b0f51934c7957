import type { ComponentProps } from "react";
import type { CallOffQuote } from "../../api/call-offs";
import type { OrderItem } from "../../api/frameworks";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { QuantityField } from "../../ui/QuantityField";
import { useFormat } from "../../ui/words";
import { obstacleOfLine } from "./order";
import { useObstacleSentence } from "./useObstacleSentence";

interface OrderLineProps {
  item: OrderItem;
  quantity: string;
  field: Omit<ComponentProps<typeof QuantityField>, "unit">;
  /** What the server says about this quantity, as soon as it has. */
  quoted: CallOffQuote["lines"][number] | undefined;
  onRemove: (() => void) | undefined;
}

/** One line of an order: the item, how much of it, and the server's total. */
export function OrderLine(props: OrderLineProps) {
  const { item, quantity, field, quoted, onRemove } = props;
  const { form: text, perUnit } = useText(marketplaceText);
  const buying = useText(buyingText);
  const language = useLanguage();
  const format = useFormat();
  const sentence = useObstacleSentence();
  const obstacle = quoted && !field.error ? obstacleOfLine(quoted) : undefined;
  const remaining = quoted?.remainingQuantity ?? item.remainingQuantity;
  return (
    <li className="order-line">
      <div className="order-line__what">
        <p className="order-line__name">{item.name}</p>
        <p className="ui-muted ui-figures">
          {format.price(item.price)} {perUnit(unitName(item.unit, 1, language))}
          {remaining !== undefined &&
            ` · ${text.remaining} ${format.quantity(remaining, unitName(item.unit, remaining, language))}`}
        </p>
        {quoted?.derivation && <p className="ui-muted ui-figures">{quoted.derivation}</p>}
        {quoted?.next && (
          <p className="ui-muted">
            {buying.next(
              format.quantity(quoted.next.missing, unitName(item.unit, quoted.next.missing, language)),
              format.money(quoted.next.saves),
            )}
          </p>
        )}
        {obstacle && (
          <p className="order-line__obstacle">
            <Icon name="warning" size="small" />
            {sentence(obstacle, item.unit)}
          </p>
        )}
      </div>
      <QuantityField {...field} unit={unitName(item.unit, quantity, language)} labelHidden />
      <p className="order-line__total ui-figures">{quoted ? format.money(quoted.total) : "…"}</p>
      <div className="order-line__remove">
        {onRemove && (
          <Button variant="tertiary" icon="delete" iconOnly onClick={onRemove}>
            {text.remove(item.name)}
          </Button>
        )}
      </div>
    </li>
  );
}
