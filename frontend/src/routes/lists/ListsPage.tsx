import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  favouritesQuery,
  type ItemList,
  itemListsQuery,
  markItem,
  putIntoBasket,
  removeItemList,
} from "../../api/buying";
import { useSession } from "../../api/session";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { sentenceOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { List } from "../../ui/List";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/words";
import { BasketButton } from "../BasketButton";
import { customersOf } from "../customers";
import { ButtonLink, TextLink } from "../links";

/** Lists and marked items: what is ordered again and again. */
export function ListsPage() {
  const text = useText(buyingText);
  const market = useText(marketplaceText);
  const buyers = customersOf(useSession()).filter(({ buys }) => buys);
  const [chosen, setChosen] = useState("");
  const customer = buyers.find(({ id }) => id === chosen) ?? buyers[0];
  return (
    <div className="ui-page">
      <PageHeader title={text.lists} lead={text.listsLead} />
      {buyers.length > 1 && customer && (
        <Select
          label={market.member}
          choices={buyers.map(({ id, name }) => ({ value: id, label: name }))}
          value={customer.id}
          onChange={setChosen}
        />
      )}
      {customer ? (
        <>
          <Lists memberId={customer.id} />
          <Favourites memberId={customer.id} />
        </>
      ) : (
        <Alert tone="info" title={market.form.notBuyer} />
      )}
    </div>
  );
}

function Lists(props: { memberId: string }) {
  const text = useText(buyingText);
  const { data: lists } = useQuery(itemListsQuery(props.memberId));
  if (lists?.length === 0) {
    return (
      <EmptyState title={text.noLists} action={<ButtonLink to="/marketplace">{text.toMarket}</ButtonLink>}>
        {text.noListsHint}
      </EmptyState>
    );
  }
  return lists?.map((list) => <OneList key={list.id} list={list} memberId={props.memberId} />);
}

function OneList(props: { list: ItemList; memberId: string }) {
  const { list, memberId } = props;
  const text = useText(buyingText);
  const language = useLanguage();
  const format = useFormat();
  const put = useAct(putIntoBasket);
  const remove = useAct(removeItemList);
  const [times, setTimes] = useState("1");
  const refused = (problem: Parameters<typeof sentenceOf>[0]) => notify("danger", sentenceOf(problem));
  return (
    <Card title={list.title} preline={list.shared ? text.sharedBy(list.owner) : text.onlyMe}>
      <List>
        {list.lines.map((line) => (
          <li key={line.itemId}>
            {format.quantity(line.quantity, unitName(line.unit, line.quantity, language))} {line.name}
            {line.retired ? ` (${text.gone})` : ` · ${format.price(line.price)}`}
          </li>
        ))}
      </List>
      <ButtonRow>
        <QuantityField
          label={text.timesOf(list.title)}
          labelHidden
          unit={text.timesUnit}
          value={times}
          onChange={setTimes}
        />
        <Button
          variant="primary"
          aria-label={text.putList(list.title)}
          busy={put.isPending}
          onClick={() =>
            put.mutate(
              { memberId, listId: list.id, times: Math.min(Math.max(Number(times) || 1, 1), 1000) },
              {
                onSuccess: ({ left, positions }) =>
                  left.length > 0
                    ? notify("warning", text.left(left.length))
                    : notify("success", text.werePut(positions)),
                onError: refused,
              },
            )
          }
        >
          {text.put}
        </Button>
        {list.mine && (
          <Button
            variant="tertiary"
            icon="delete"
            iconOnly
            onClick={() => remove.mutate({ id: list.id, version: list.version }, { onError: refused })}
          >
            {text.removeList(list.title)}
          </Button>
        )}
      </ButtonRow>
    </Card>
  );
}

function Favourites(props: { memberId: string }) {
  const { memberId } = props;
  const text = useText(buyingText);
  const format = useFormat();
  const { data: items } = useQuery(favouritesQuery(memberId));
  const mark = useAct(markItem);
  return (
    <Card title={text.favourites}>
      {items?.length === 0 && <p className="ui-muted">{text.noFavourites}</p>}
      {items?.map((item) => (
        <ButtonRow key={item.itemId}>
          <BasketButton
            memberId={memberId}
            item={{ id: item.itemId, name: item.name }}
            quantity="1"
            variant="secondary"
          />
          <span>
            <TextLink
              to="/frameworks/$id/items/$itemId"
              params={{ id: item.frameworkId, itemId: item.itemId }}
            >
              {item.name}
            </TextLink>{" "}
            · {format.price(item.price)} · {item.supplier}
          </span>
          <Button
            variant="tertiary"
            icon="delete"
            iconOnly
            onClick={() =>
              mark.mutate(
                { itemId: item.itemId, marked: false },
                { onError: (problem) => notify("danger", sentenceOf(problem)) },
              )
            }
          >
            {text.unmark(item.name)}
          </Button>
        </ButtonRow>
      ))}
    </Card>
  );
}
