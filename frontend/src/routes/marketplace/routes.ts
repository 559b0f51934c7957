import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { comparedQuery } from "../../api/buying";
import { callOffQuery } from "../../api/call-offs";
import { catalogueQuery } from "../../api/catalogue";
import { orderContractQuery } from "../../api/catalogues";
import { memberQuery } from "../../api/members";
import { isSignedIn, sessionQuery } from "../../api/session";
import { customersOf } from "../customers";
import { signedInRoute } from "../root";
import { catalogueSearch, compareSearch, marketSearch, orderSearch } from "./search";

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

export const compareRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/marketplace/compare",
  validateSearch: compareSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    deps.id.length > 0 ? context.queries.ensureQueryData(comparedQuery(deps.memberId, deps.id)) : undefined,
  component: lazyRouteComponent(() => import("./ComparePage"), "ComparePage"),
});

/** The routes under /marketplace. */
export const marketplaceRoutes = [marketplaceRoute, compareRoute, orderRoute, placedRoute] as const;
