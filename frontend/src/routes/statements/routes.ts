import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { billingProfileQuery } from "../../api/billing";
import { closingsQuery } from "../../api/closings";
import {
  type StatementSearch,
  type StatementStatus,
  statementQuery,
  statementsQuery,
} from "../../api/statements";
import { daySearch, idSearch } from "../address";
import { signedInRoute } from "../root";

/** How far a statement may be, in the order in which one asks for it. */
export const statuses: readonly StatementStatus[] = ["issued", "paid", "credited"];

export const statementsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/statements",
  validateSearch: (search: Record<string, unknown>): StatementSearch => {
    const status = statuses.find((known) => known === search.status);
    return { ...idSearch("memberId", search.memberId), ...(status && { status }) };
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureInfiniteQueryData(statementsQuery(deps)),
  component: lazyRouteComponent(() => import("./StatementsPage"), "StatementsPage"),
});

export const closingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/statements/closings",
  validateSearch: (search: Record<string, unknown>) => daySearch("through", search.through),
  loader: ({ context }) => context.queries.ensureQueryData(closingsQuery),
  component: lazyRouteComponent(() => import("./closings/ClosingsPage"), "ClosingsPage"),
});

const billingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/statements/billing",
  loader: ({ context }) => context.queries.ensureQueryData(billingProfileQuery),
  component: lazyRouteComponent(() => import("./billing/BillingPage"), "BillingPage"),
});

export const statementRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/statements/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(statementQuery(params.id)),
  component: lazyRouteComponent(() => import("./StatementPage"), "StatementPage"),
});

/** The routes under /statements. */
export const statementsRoutes = [statementsRoute, closingsRoute, billingRoute, statementRoute] as const;
