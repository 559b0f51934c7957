import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { memberQuery } from "../../api/members";
import { useSession } from "../../api/session";
import { marketplaceText } from "../../text/marketplace";
import { useText } from "../../text/text";
import { PageHeader } from "../../ui/PageHeader";
import { type Customer, customersOf } from "../customers";
import { ButtonLink } from "../links";
import { Filters } from "./Filters";
import { MemberFinder } from "./MemberFinder";
import { Offers } from "./Offers";
import { marketplaceRoute } from "./routes";
import type { MarketSearch } from "./search";
import "./MarketplacePage.css";

/** What a member can call off, with the price of a quantity and what remains. */
export function MarketplacePage() {
  const text = useText(marketplaceText);
  const customers = customersOf(useSession());
  const search = marketplaceRoute.useSearch();
  const navigate = useNavigate();
  const customer = useCustomer(customers, search.memberId);
  // Starts the fields anew when the search is reset from elsewhere than from them.
  const [round, setRound] = useState(0);
  if (!customer) return <MemberFinder />;
  const show = (change: MarketSearch) =>
    navigate({
      from: "/marketplace",
      to: "/marketplace",
      search: (before) => present({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title}
        lead={text.lead(customer.name)}
        actions={
          customers.length === 0 && (
            <ButtonLink to="/marketplace" search={{}} variant="tertiary" small>
              {text.otherMember}
            </ButtonLink>
          )
        }
      />
      <Filters key={round} {...{ search, customers, customer }} onChange={show} />
      <Offers
        search={search}
        customer={customer}
        onChange={show}
        onReset={() => {
          navigate({
            to: "/marketplace",
            search: search.memberId ? { memberId: search.memberId } : {},
            replace: true,
          });
          setRound(round + 1);
        }}
      />
    </div>
  );
}

/** The member the page is for: one's own, or for those who see the whole cooperative the one in the address. */
function useCustomer(customers: readonly Customer[], memberId: string | undefined): Customer | undefined {
  const own = customers.find(({ id }) => id === memberId) ?? customers[0];
  const other = useQuery({ ...memberQuery(memberId ?? ""), enabled: !own && memberId !== undefined });
  if (own) return own;
  if (!memberId) return undefined;
  return { id: memberId, name: other.data?.name ?? "", buys: false };
}

/** The search without what is empty, so that addresses stay short. */
function present(search: MarketSearch): MarketSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as MarketSearch; // the same entries
}
