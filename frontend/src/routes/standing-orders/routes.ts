import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { standingOrderQuery, standingOrdersQuery } from "../../api/standing-orders";
import { signedInRoute } from "../root";

const standingOrdersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/standing-orders",
  loader: ({ context }) => context.queries.ensureQueryData(standingOrdersQuery),
  component: lazyRouteComponent(() => import("./StandingOrdersPage"), "StandingOrdersPage"),
});

export const standingOrderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/standing-orders/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(standingOrderQuery(params.id)),
  component: lazyRouteComponent(() => import("./StandingOrderPage"), "StandingOrderPage"),
});

/** The routes under /standing-orders. */
export const standingOrdersRoutes = [standingOrdersRoute, standingOrderRoute] as const;
