import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { callOffQuery } from "../../api/call-offs";
import { catalogueQuery } from "../../api/catalogue";
import { orderContractQuery } from "../../api/catalogues";
import { memberQuery } from "../../api/members";
import { isSignedIn, sessionQuery } from "../../api/session";
import { signedInRoute } from "../root";
import { customersOf } from "./customers";
import { catalogueSearch, marketSearch, orderSearch } from "./search";

export const marketplaceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/marketplace",
  validateSearch: marketSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, deps }) => {
    const session = await queries.ensureQueryData(sessionQuery);
    const customers = isSignedIn(session) ? customersOf(session) : [];
    const own = customers.find(({ id }) => id === deps.memberId) ?? customers[0];
    const memberId = own?.id ?? deps.memberId;
    if (!memberId) return;
    await Promise.all([
      queries.ensureInfiniteQueryData(catalogueQuery(catalogueSearch(deps, memberId))),
      own ?? queries.ensureQueryData(memberQuery(memberId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./MarketplacePage"), "MarketplacePage"),
});

export const orderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/marketplace/$frameworkId",
  validateSearch: orderSearch,
  loaderDeps: ({ search }) => ({ item: search.item }),
  loader: ({ context, params, deps }) =>
    context.queries.ensureQueryData(orderContractQuery(params.frameworkId, deps.item)),
  component: lazyRouteComponent(() => import("./OrderPage"), "OrderPage"),
});

export const placedRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/marketplace/placed/$callOffId",
  loader: ({ context, params }) => context.queries.ensureQueryData(callOffQuery(params.callOffId)),
  component: lazyRouteComponent(() => import("./PlacedPage"), "PlacedPage"),
});

/** The routes under /marketplace. */
export const marketplaceRoutes = [marketplaceRoute, orderRoute, placedRoute] as const;
