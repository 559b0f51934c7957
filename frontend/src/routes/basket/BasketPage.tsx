import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Basket, basketQuery, type Ordered } from "../../api/buying";
import { useSession } from "../../api/session";
import { buyingText } from "../../text/buying";
import { marketplaceText } from "../../text/marketplace";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { type Customer, customersOf } from "../customers";
import { ButtonLink } from "../links";
import { BasketPart } from "./BasketPart";
import { BasketTools } from "./BasketTools";
import { OrderCard } from "./OrderCard";
import { Results } from "./Results";
import { basketRoute } from "./routes";
import { type Durations, useDurations } from "./useDurations";
import "../beside.css";
import "./BasketPage.css";

/** What is in the basket, by the call-offs that it becomes, and the way to order it. */
export function BasketPage() {
  const text = useText(buyingText);
  const market = useText(marketplaceText);
  const buyers = customersOf(useSession()).filter(({ buys }) => buys);
  const { memberId } = basketRoute.useSearch();
  const customer = buyers.find(({ id }) => id === memberId) ?? buyers[0];
  const navigate = useNavigate();
  if (!customer) {
    return (
      <div className="ui-page">
        <PageHeader title={text.basket} />
        <Alert tone="info" title={market.form.notBuyer} />
      </div>
    );
  }
  return (
    <div className="ui-page">
      <PageHeader title={text.basket} lead={text.lead(customer.name)} />
      {buyers.length > 1 && (
        <Select
          label={market.member}
          choices={buyers.map(({ id, name }) => ({ value: id, label: name }))}
          value={customer.id}
          onChange={(id) => navigate({ to: "/basket", search: { memberId: id } })}
        />
      )}
      <Contents key={customer.id} customer={customer} />
    </div>
  );
}

function Contents(props: { customer: Customer }) {
  const { customer } = props;
  const durations = useDurations();
  const { data: basket } = useSuspenseQuery(basketQuery(customer.id, durations.quoted));
  const [ordered, setOrdered] = useState<Ordered[]>([]);
  return (
    <>
      {ordered.length > 0 && <Results ordered={ordered} />}
      {basket.positions > 0 ? (
        <Filled basket={basket} durations={durations} onOrdered={setOrdered} />
      ) : (
        ordered.length === 0 && <Nothing memberId={customer.id} />
      )}
    </>
  );
}

function Filled(props: { basket: Basket; durations: Durations; onOrdered: (ordered: Ordered[]) => void }) {
  const { basket, durations, onOrdered } = props;
  return (
    <div className="beside basket">
      <div className="basket__parts">
        {basket.contracts.map((contract) => (
          <BasketPart
            key={contract.framework.id}
            memberId={basket.member.id}
            contract={contract}
            durations={durations}
          />
        ))}
        <BasketTools basket={basket} />
      </div>
      <OrderCard basket={basket} durations={durations} onOrdered={onOrdered} />
    </div>
  );
}

function Nothing(props: { memberId: string }) {
  const text = useText(buyingText);
  return (
    <EmptyState
      title={text.empty}
      action={
        <ButtonLink to="/marketplace" search={{ memberId: props.memberId }} variant="primary">
          {text.toMarket}
        </ButtonLink>
      }
    >
      {text.emptyHint}
    </EmptyState>
  );
}
