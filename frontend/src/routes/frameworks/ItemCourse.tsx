import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Framework } from "../../api/frameworks";
import { type ItemPrices, offerQuery } from "../../api/prices";
import { Problem } from "../../api/problem";
import { pricesText } from "../../text/prices";
import { sentenceOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/words";
import { priceLine } from "./priceLine";

const TimeChart = lazy(() => import("../../ui/TimeChart").then((file) => ({ default: file.TimeChart })));

/** The prices of one item as a picture, its tiers in words, and what a quantity costs today. */
export function ItemCourse(props: { framework: Framework; items: readonly ItemPrices[] }) {
  const { framework, items } = props;
  const text = useText(pricesText);
  const [chosen, setChosen] = useState("");
  const item = items.find(({ itemId }) => itemId === chosen) ?? items[0];
  if (!item) return null;
  return (
    <div className="ui-section">
      <h2 className="kern-heading-medium">{text.oneItem}</h2>
      <Select
        label={text.chooseItem}
        value={item.itemId}
        choices={items.map(({ itemId, name }) => ({ value: itemId, label: name }))}
        onChange={setChosen}
      />
      <Picture framework={framework} item={item} />
      <div className="framework-top">
        {item.present.tiers && <Tiers item={item} tiers={item.present.tiers} />}
        <Ask key={item.itemId} item={item} />
      </div>
    </div>
  );
}

function Picture(props: { framework: Framework; item: ItemPrices }) {
  const { item, framework } = props;
  const { inForceFrom: from, inForceTo: to } = framework;
  const text = useText(pricesText);
  const format = useFormat();
  const line = useMemo(() => priceLine(item, { from, to }, item.name), [item, from, to]);
  const lines = useMemo(() => [line], [line]);
  const told = line.points
    .slice(0, -1)
    .map(([day, price]) => text.priceOf(format.date(day), format.price(price)));
  return (
    <Suspense fallback={<Loader />}>
      <TimeChart label={text.picture(item.name, told.join(", "))} lines={lines} />
    </Suspense>
  );
}

function Tiers(props: { item: ItemPrices; tiers: NonNullable<ItemPrices["present"]["tiers"]> }) {
  const { item, tiers } = props;
  const text = useText(pricesText);
  const language = useLanguage();
  const format = useFormat();
  return (
    <Card title={text.tiersTitle} level={3}>
      <p className="kern-body">
        {text.tierModes[tiers.mode]} {text.tierBases[tiers.basis]}
      </p>
      <ul className="kern-list">
        {tiers.steps.map(({ from, price }) => (
          <li key={from}>{text.tiers[tiers.mode](format.number(from), format.price(price))}</li>
        ))}
      </ul>
      <DescriptionList
        facts={[[text.volume, format.quantity(item.volume, unitName(item.unit, item.volume, language))]]}
      />
    </Card>
  );
}

/** What a quantity that one types costs today. */
function Ask(props: { item: ItemPrices }) {
  const { item } = props;
  const text = useText(pricesText);
  const language = useLanguage();
  const form = useFields({ quantity: "" });
  const [quantity, setQuantity] = useState("");
  return (
    <Card title={text.ask} level={3}>
      <p className="kern-body kern-body--small kern-body--muted">{text.askNote}</p>
      <Form
        form={form}
        onSubmit={async (values) => {
          setQuantity(values.quantity);
          return undefined;
        }}
      >
        <QuantityField
          {...form.quantity("quantity", text.quantity, { places: 3 })}
          unit={unitName(item.unit, 2, language)}
        />
        <ButtonRow>
          <Button type="submit">{text.compute}</Button>
        </ButtonRow>
      </Form>
      {quantity && <Answer item={item} quantity={quantity} />}
    </Card>
  );
}

function Answer(props: { item: ItemPrices; quantity: string }) {
  const { item, quantity } = props;
  const text = useText(pricesText);
  const language = useLanguage();
  const format = useFormat();
  const { data: offer, error, isPending } = useQuery({ ...offerQuery(item.itemId, quantity), retry: false });
  if (isPending) return <Loader />;
  if (error instanceof Problem) return <Alert tone="danger" live title={sentenceOf(error)} />;
  if (!offer) return null;
  const { next } = offer;
  return (
    <div role="status">
      <DescriptionList
        facts={[
          [text.derivation, format.figures(offer.derivation)],
          [text.sum, format.money(offer.total)],
          [text.unitPrice, format.price(offer.price)],
          [
            text.next,
            next &&
              text.nextStep(
                format.quantity(next.missing, unitName(offer.unit, next.missing, language)),
                format.price(next.price),
                format.money(next.saves),
              ),
          ],
        ]}
      />
    </div>
  );
}
