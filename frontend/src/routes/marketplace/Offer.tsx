import { useAct } from "../../api/act";
import { markItem } from "../../api/buying";
import type { CatalogueItem } from "../../api/catalogue";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { sentenceOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { RemainingBar } from "../../ui/RemainingBar";
import { useFormat } from "../../ui/words";
import { BasketButton } from "../BasketButton";
import type { Customer } from "../customers";
import { ButtonLink, TextLink } from "../links";
import { obstacleOf } from "./blocked";
import { ItemImage } from "./ItemImage";
import { useObstacleSentence } from "./useObstacleSentence";

/** One item: what it is, from whom, what the quantity costs, what remains, and the way to order it. */
export function Offer(props: {
  item: CatalogueItem;
  customer: Customer;
  compared: boolean;
  onCompare: (compared: boolean) => void;
}) {
  const { item, customer, compared, onCompare } = props;
  const text = useText(marketplaceText);
  const format = useFormat();
  return (
    <li className="market-offer">
      <div className="market-offer__what">
        <ItemImage item={item} />
        <h3 className="market-offer__name">
          <TextLink to="/frameworks/$id/items/$itemId" params={{ id: item.frameworkId, itemId: item.itemId }}>
            {item.name}
          </TextLink>
        </h3>
        {item.description && <p className="market-offer__description">{item.description}</p>}
        <About item={item} />
        <p className="market-offer__source">
          {item.supplier} ·{" "}
          <TextLink to="/frameworks/$id" params={{ id: item.frameworkId }}>
            {item.frameworkNumber} {item.frameworkTitle}
          </TextLink>{" "}
          {text.inForceTo(format.date(item.inForceTo))}
        </p>
      </div>
      <Price item={item} />
      <Remaining item={item} />
      <div className="market-offer__go">
        {customer.buys && <OrderLink item={item} memberId={customer.id} />}
        <Marks item={item} compared={compared} onCompare={onCompare} />
      </div>
    </li>
  );
}

/** Who makes it, which number it has, how soon it comes, and which labels it bears. */
function About(props: { item: CatalogueItem }) {
  const { manufacturer, articleNumber, deliveryDays, labels } = props.item;
  const text = useText(marketplaceText);
  const facts = [
    manufacturer,
    articleNumber && text.article(articleNumber),
    deliveryDays !== undefined && text.delivery(deliveryDays),
    ...(labels ?? []),
  ].filter(Boolean);
  return facts.length > 0 && <p className="market-offer__about">{facts.join(" · ")}</p>;
}

function Price(props: { item: CatalogueItem }) {
  const { item } = props;
  const text = useText(marketplaceText);
  const language = useLanguage();
  const format = useFormat();
  const quantity = format.quantity(item.quantity, unitName(item.unit, item.quantity, language));
  return (
    <p className="market-offer__price">
      <span className="market-offer__total ui-figures">{format.money(item.total)}</span>
      <span>{text.totalFor(quantity)}</span>
      <span className="ui-figures">
        {format.price(item.price)} {text.perUnit(unitName(item.unit, 1, language))}
      </span>
      {item.nextFrom !== undefined && item.nextPrice !== undefined && (
        <span className="market-offer__next ui-figures">
          {text.nextStep(
            format.quantity(item.nextFrom, unitName(item.unit, item.nextFrom, language)),
            format.price(item.nextPrice),
          )}
        </span>
      )}
    </p>
  );
}

function Remaining(props: { item: CatalogueItem }) {
  const { item } = props;
  const text = useText(marketplaceText).remaining;
  const language = useLanguage();
  return (
    <div className="market-offer__remaining">
      {item.remainingQuantity !== undefined && item.maximumQuantity !== undefined && (
        <RemainingBar
          label={text.quantity}
          remaining={item.remainingQuantity}
          maximum={item.maximumQuantity}
          unit={unitName(item.unit, item.maximumQuantity, language)}
        />
      )}
      {item.quota !== undefined && item.remainingQuota !== undefined && (
        <RemainingBar label={text.quota} remaining={item.remainingQuota} maximum={item.quota} />
      )}
      <RemainingBar label={text.value} remaining={item.remainingValue} maximum={item.maximumValue} />
    </div>
  );
}

function OrderLink(props: { item: CatalogueItem; memberId: string }) {
  const { item, memberId } = props;
  const text = useText(marketplaceText);
  const sentence = useObstacleSentence();
  const obstacle = obstacleOf(item);
  return (
    <>
      {!obstacle && (
        <BasketButton
          memberId={memberId}
          item={{ id: item.itemId, name: item.name }}
          quantity={item.quantity}
        />
      )}
      {obstacle ? (
        <Button disabledReason={sentence(obstacle, item.unit)} aria-label={`${text.callOff}: ${item.name}`}>
          {text.callOff}
        </Button>
      ) : (
        <ButtonLink
          to="/marketplace/$frameworkId"
          params={{ frameworkId: item.frameworkId }}
          search={{ item: item.itemId, quantity: item.quantity, memberId }}
          aria-label={`${text.callOff}: ${item.name}`}
        >
          {text.callOff}
        </ButtonLink>
      )}
    </>
  );
}

/** The star, and whether the item is one of those to compare. */
function Marks(props: { item: CatalogueItem; compared: boolean; onCompare: (compared: boolean) => void }) {
  const { item, compared, onCompare } = props;
  const text = useText(buyingText);
  const mark = useAct(markItem);
  return (
    <div className="market-offer__marks">
      <Button
        variant="tertiary"
        small
        aria-pressed={item.favourite}
        aria-label={item.favourite ? text.unmark(item.name) : text.mark(item.name)}
        onClick={() =>
          mark.mutate(
            { itemId: item.itemId, marked: !item.favourite },
            { onError: (problem) => notify("danger", sentenceOf(problem)) },
          )
        }
      >
        <span aria-hidden="true">{item.favourite ? "★" : "☆"}</span>
      </Button>
      <Button
        variant="tertiary"
        small
        aria-pressed={compared}
        aria-label={text.compareItem(item.name)}
        onClick={() => onCompare(!compared)}
      >
        {compared ? `✓ ${text.compare}` : text.compare}
      </Button>
    </div>
  );
}
