import { catalogueQuery } from "../../api/catalogue";
import { useList } from "../../api/pages";
import { marketplaceText } from "../../text/marketplace";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ListEnd } from "../ListEnd";
import { ButtonLink } from "../links";
import type { Customer } from "./customers";
import { Offer } from "./Offer";
import { catalogueSearch, type MarketSearch } from "./search";

/** The items that match, by name. */
export function Offers(props: { search: MarketSearch; customer: Customer; onReset: () => void }) {
  const { search, customer, onReset } = props;
  const text = useText(marketplaceText);
  const { items, end } = useList(catalogueQuery(catalogueSearch(search, customer.id)));
  if (items.length === 0)
    return <NoOffers narrowed={Boolean(search.q ?? search.category)} onReset={onReset} />;
  return (
    <section aria-labelledby="offers" className="market-results">
      <h2 id="offers" className="kern-sr-only">
        {text.results}
      </h2>
      {!customer.buys && <Alert tone="info" title={text.readOnly(customer.name)} />}
      <ul className="market-list">
        {items.map((item) => (
          <Offer key={item.itemId} item={item} customer={customer} />
        ))}
      </ul>
      <ListEnd end={end} />
    </section>
  );
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
