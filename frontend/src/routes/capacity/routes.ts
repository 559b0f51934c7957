import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  heatMapQuery,
  outlookQuery,
  poolQuery,
  poolsQuery,
  reservationQuery,
  timelineQuery,
} from "../../api/capacity";
import { energyQuery } from "../../api/energy";
import { signedInRoute } from "../root";
import { energyYear, lastYear } from "./energyYear";

const capacityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity",
  loader: ({ context }) => context.queries.ensureQueryData(poolsQuery),
  component: lazyRouteComponent(() => import("./CapacityPage"), "CapacityPage"),
});

const fitRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/fit",
  loader: ({ context }) => context.queries.ensureQueryData(poolsQuery),
  component: lazyRouteComponent(() => import("./FitPage"), "FitPage"),
});

export const poolRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/pools/$id",
  loader: ({ context, params }) =>
    Promise.all([
      context.queries.ensureQueryData(poolQuery(params.id)),
      context.queries.ensureQueryData(heatMapQuery(params.id)),
      context.queries.ensureQueryData(timelineQuery(params.id)),
      context.queries.ensureQueryData(outlookQuery(params.id)),
    ]),
  component: lazyRouteComponent(() => import("./PoolPage"), "PoolPage"),
});

export const energyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/sites/$id/energy",
  validateSearch: energyYear,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    context.queries.ensureQueryData(energyQuery(params.id, deps.year ?? lastYear())),
  component: lazyRouteComponent(() => import("./EnergyPage"), "EnergyPage"),
});

export const reservationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/reservations/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(reservationQuery(params.id)),
  component: lazyRouteComponent(() => import("./ReservationPage"), "ReservationPage"),
});

/** The routes under /capacity. */
export const capacityRoutes = [capacityRoute, fitRoute, energyRoute, poolRoute, reservationRoute] as const;
