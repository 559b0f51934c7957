import type { CallOffQuote } from "../../api/call-offs";
import type { Framework } from "../../api/frameworks";
import { compareDecimals, isDecimal } from "../../lib/decimal";
import { marketplaceText } from "../../text/marketplace";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Button } from "../../ui/Button";
import type { useFields } from "../../ui/fields";
import { Icon } from "../../ui/Icon";
import { QuantityField } from "../../ui/QuantityField";
import { useFormat } from "../../ui/words";
import { type OrderValues, obstacleOfLine, quotedLine } from "./order";
import { useObstacleSentence } from "./useObstacleSentence";

type Item = Framework["items"][number];
type OrderFields = ReturnType<typeof useFields<OrderValues>>;

/** The lines of an order, each with the server's total of its quantity. */
export function OrderLines(props: {
  form: OrderFields;
  framework: Framework;
  /** The keys of the lines, which stay when others are removed. */
  ids: readonly string[];
  quote: CallOffQuote | undefined;
  onRemove: (index: number) => void;
}) {
  const { form, framework, ids, quote, onRemove } = props;
  const lines = form.hook.watch("lines");
  return (
    <ol className="order-lines">
      {lines.map((line, index) => {
        const item = framework.items.find(({ id }) => id === line.itemId);
        return (
          item && (
            <Line
              key={ids[index]}
              {...{ form, index, item, line, quote }}
              onRemove={lines.length > 1 ? () => onRemove(index) : undefined}
            />
          )
        );
      })}
    </ol>
  );
}

function Line(props: {
  form: OrderFields;
  index: number;
  item: Item;
  line: OrderValues["lines"][number];
  quote: CallOffQuote | undefined;
  onRemove: (() => void) | undefined;
}) {
  const { form, index, item, line, quote, onRemove } = props;
  const { form: text, perUnit } = useText(marketplaceText);
  const language = useLanguage();
  const format = useFormat();
  const sentence = useObstacleSentence();
  const quoted = quotedLine(quote, line);
  const obstacle = quoted && obstacleOfLine(quoted);
  const positive = (quantity: string) =>
    isDecimal(quantity) && compareDecimals(quantity, "0") <= 0 ? text.positive : undefined;
  const remaining = quoted?.remainingQuantity ?? item.remainingQuantity;
  return (
    <li className="order-line">
      <div className="order-line__what">
        <p className="order-line__name">{item.name}</p>
        <p className="ui-muted ui-figures">
          {format.price(item.price)} {perUnit(unitName(item.unit, 1, language))} · {text.remaining}{" "}
          {format.quantity(remaining, unitName(item.unit, remaining, language))}
        </p>
        {obstacle && (
          <p className="order-line__obstacle">
            <Icon name="warning" size="small" />
            {sentence(obstacle, item.unit)}
          </p>
        )}
      </div>
      <QuantityField
        {...form.quantity(`lines.${index}.quantity`, `${text.quantity}: ${item.name}`, {
          places: item.unit === "H87" ? 0 : 3,
          check: positive,
        })}
        unit={unitName(item.unit, line.quantity, language)}
        labelHidden
      />
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
