import { useSuspenseQuery } from "@tanstack/react-query";
import { orderContractQuery } from "../../api/catalogues";
import { useSession } from "../../api/session";
import { marketplaceText } from "../../text/marketplace";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { PageHeader } from "../../ui/PageHeader";
import { customersOf } from "../customers";
import { TextLink } from "../links";
import { OrderForm } from "./OrderForm";
import { orderRoute } from "./routes";
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
  const item = framework.items.find(({ id }) => id === search.item) ?? framework.items[0];
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
      {customer && item ? (
        <OrderForm
          key={framework.id}
          framework={framework}
          customers={customers}
          beginning={{ memberId: customer.id, itemId: item.id, quantity: search.quantity ?? "1" }}
        />
      ) : (
        <Alert tone="info" title={text.form.notBuyer} />
      )}
    </div>
  );
}
