import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { accountQuery, accountsQuery, memberAccountQuery, nettingQuery } from "../../api/accounts";
import { daySearch, periodSearch } from "../address";
import { signedInRoute } from "../root";

const asOf = (search: Record<string, unknown>) => daySearch("asOf", search.asOf);

export const accountsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/accounts",
  validateSearch: asOf,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureQueryData(accountsQuery(deps.asOf)),
  component: lazyRouteComponent(() => import("./AccountsPage"), "AccountsPage"),
});

export const nettingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/accounts/netting",
  validateSearch: asOf,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureQueryData(nettingQuery(deps.asOf)),
  component: lazyRouteComponent(() => import("./NettingPage"), "NettingPage"),
});

export const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/accounts/$id",
  validateSearch: periodSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) => context.queries.ensureQueryData(accountQuery(params.id, deps)),
  component: lazyRouteComponent(() => import("./AccountPage"), "AccountPage"),
});

export const memberAccountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/accounts/members/$memberId",
  validateSearch: periodSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    context.queries.ensureQueryData(memberAccountQuery(params.memberId, deps)),
  component: lazyRouteComponent(() => import("./AccountPage"), "MemberAccountPage"),
});

/** The routes under /accounts. */
export const accountsRoutes = [accountsRoute, nettingRoute, accountRoute, memberAccountRoute] as const;
