import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { type BasketContract, basketQuery } from "../../api/buying";
import { orderContractQuery } from "../../api/catalogues";
import type { OrderContract } from "../../api/frameworks";
import { useSession } from "../../api/session";
import { marketplaceText } from "../../text/marketplace";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { customersOf } from "../customers";
import { TextLink } from "../links";
import { OrderForm } from "./OrderForm";
import { orderRoute } from "./routes";
import "../beside.css";
import "./OrderPage.css";

/** Calls off one or several items of one framework contract. */
export function OrderPage() {
  const text = useText(marketplaceText);
  const { navigation } = useText(shared);
  const { frameworkId } = orderRoute.useParams();
  const search = orderRoute.useSearch();
  const { data: framework } = useSuspenseQuery(orderContractQuery(frameworkId, search.item));
  const customers = customersOf(useSession()).filter(({ buys }) => buys);
  const customer = customers.find(({ id }) => id === search.memberId) ?? customers[0];
  const { data: basket, isLoading } = useQuery({
    ...basketQuery(customer?.id ?? ""),
    enabled: search.basket === true && customer !== undefined,
  });
  const part = basket?.contracts.find((contract) => contract.framework.id === framework.id);
  const item = framework.items.find(({ id }) => id === search.item) ?? framework.items[0];
  const lines = part
    ? part.lines.map(({ itemId, quantity }) => ({ itemId, quantity }))
    : item && [{ itemId: item.id, quantity: search.quantity ?? "1" }];
  if (isLoading) return <Loader />;
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/marketplace" search={search.memberId ? { memberId: search.memberId } : {}}>
              {navigation.marketplace}
            </TextLink>
          </Breadcrumb>
        }
        title={text.form.title(framework.title)}
        lead={`${framework.number} · ${framework.supplier.name}`}
      />
      {customer && lines ? (
        <OrderForm
          key={framework.id}
          framework={part ? withLines(framework, part.lines) : framework}
          customers={customers}
          beginning={{ memberId: customer.id, lines, fromBasket: part !== undefined }}
          {...(search.licence && search.reason && { follows: { id: search.licence, reason: search.reason } })}
        />
      ) : (
        <Alert tone="info" title={text.form.notBuyer} />
      )}
    </div>
  );
}

/** The contract with the items of the basket, of which some are the catalogue's. */
function withLines(framework: OrderContract, lines: BasketContract["lines"]): OrderContract {
  const others = lines.filter(({ itemId }) => !framework.items.some(({ id }) => id === itemId));
  const items = others.map(({ itemId, name, unit, price }) => ({ id: itemId, name, unit, price }));
  return { ...framework, items: [...framework.items, ...items] };
}
