import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CataloguePage, catalogueQuery } from "../../api/catalogue";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { useFormat } from "../../ui/words";
import type { Customer } from "../customers";
import { ListEnd } from "../ListEnd";
import { ButtonLink } from "../links";
import { Facets } from "./Facets";
import { Offer } from "./Offer";
import { catalogueSearch, type MarketSearch, narrowness } from "./search";

/** The items that match, the best first, and what narrows the search. */
export function Offers(props: {
  search: MarketSearch;
  customer: Customer;
  onChange: (change: MarketSearch) => void;
  onReset: () => void;
}) {
  const { search, customer, onChange, onReset } = props;
  const text = useText(marketplaceText);
  const format = useFormat();
  const list = useSuspenseInfiniteQuery(catalogueQuery(catalogueSearch(search, customer.id)));
  const [first] = list.data.pages;
  const items = list.data.pages.flatMap((page) => page.items);
  const [compared, setCompared] = useState<string[]>([]);
  const narrowed = narrowness(search) > 0;
  return (
    <div className="market-found">
      {first && (items.length > 0 || narrowed) && (
        <Facets found={first.facets} search={search} onChange={onChange} />
      )}
      <section aria-labelledby="offers" className="market-results">
        <div role="status">
          <h2 id="offers" className="kern-title kern-title--small">
            {text.found(first?.found ?? 0, format.number(first?.found ?? 0))}
          </h2>
        </div>
        <Corrections corrections={first?.corrections ?? []} />
        {items.length === 0 && <NoOffers narrowed={Boolean(search.q) || narrowed} onReset={onReset} />}
        {!customer.buys && items.length > 0 && <Alert tone="info" title={text.readOnly(customer.name)} />}
        {items.length > 0 && (
          <>
            {compared.length > 1 && <Comparing compared={compared} memberId={customer.id} />}
            <ul className="market-list">
              {items.map((item) => (
                <Offer
                  key={item.itemId}
                  item={item}
                  customer={customer}
                  compared={compared.includes(item.itemId)}
                  onCompare={(on) =>
                    setCompared(
                      on
                        ? [...compared.slice(-(mostCompared - 1)), item.itemId]
                        : compared.filter((other) => other !== item.itemId),
                    )
                  }
                />
              ))}
            </ul>
            <ListEnd
              end={{
                shown: items.length,
                hasMore: list.hasNextPage,
                loading: list.isFetchingNextPage,
                onMore: () => void list.fetchNextPage(),
                error: list.isFetchNextPageError ? list.error : null,
              }}
            />
          </>
        )}
      </section>
    </div>
  );
}

/** How many items stand side by side at most. */
const mostCompared = 4;

function Comparing(props: { compared: string[]; memberId: string }) {
  const text = useText(buyingText);
  return (
    <div className="market-compare" role="status">
      <span>{text.comparing(props.compared.length)}</span>
      <ButtonLink to="/marketplace/compare" search={{ id: props.compared, memberId: props.memberId }}>
        {text.compareTitle}
      </ButtonLink>
    </div>
  );
}

/** What was looked for instead of words that no item has. */
function Corrections(props: { corrections: CataloguePage["corrections"] }) {
  const text = useText(marketplaceText);
  return props.corrections.map(({ typed, meant }) => (
    <Alert key={typed} tone="info" title={text.corrected(typed, meant)} />
  ));
}

function NoOffers(props: { narrowed: boolean; onReset: () => void }) {
  const text = useText(marketplaceText);
  if (props.narrowed) {
    return (
      <EmptyState
        icon="search"
        title={text.empty}
        action={<Button onClick={props.onReset}>{text.clear}</Button>}
      >
        {text.emptySearch}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={text.empty} action={<ButtonLink to="/demand">{text.toRounds}</ButtonLink>}>
      {text.emptyAll}
    </EmptyState>
  );
}
