import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { callOffQuery } from "../../api/call-offs";
import {
  capacityUseQuery,
  heatMapQuery,
  outlookQuery,
  poolQuery,
  poolsQuery,
  reservationQuery,
  timelineQuery,
} from "../../api/capacity";
import { sitesQuery } from "../../api/capacity-keeping";
import { energyQuery } from "../../api/energy";
import { frameworksQuery } from "../../api/frameworks";
import {
  importQuery,
  importsQuery,
  meterCourseQuery,
  meterDayQuery,
  meteringClosingsQuery,
  metersQuery,
} from "../../api/meters";
import {
  memberPreviewQuery,
  memberRatingQuery,
  ratingPreviewQuery,
  ratingQuery,
  ratingsQuery,
  tariffsQuery,
} from "../../api/tariffs";
import { periodSearch } from "../address";
import { signedInRoute } from "../root";
import { energyYear, lastYear } from "./energyYear";

const capacityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity",
  loader: ({ context }) => context.queries.ensureQueryData(poolsQuery),
  component: lazyRouteComponent(() => import("./CapacityPage"), "CapacityPage"),
});

export const fitRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/fit",
  validateSearch: (search: Record<string, unknown>): { callOff?: string } =>
    typeof search.callOff === "string" ? { callOff: search.callOff } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    Promise.all([
      context.queries.ensureQueryData(poolsQuery),
      deps.callOff && context.queries.ensureQueryData(callOffQuery(deps.callOff)),
    ]),
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
      context.queries.ensureQueryData(capacityUseQuery(params.id)),
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

export const changeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/reservations/$id/change",
  loader: async ({ context, params }) => {
    const { pool } = await context.queries.ensureQueryData(reservationQuery(params.id));
    await context.queries.ensureQueryData(poolQuery(pool.id));
  },
  component: lazyRouteComponent(() => import("./change/ChangePage"), "ChangePage"),
});

const sitesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/sites",
  loader: ({ context }) =>
    Promise.all([
      context.queries.ensureQueryData(sitesQuery),
      context.queries.ensureQueryData(poolsQuery),
      context.queries.ensureInfiniteQueryData(frameworksQuery),
    ]),
  component: lazyRouteComponent(() => import("./keeping/SitesPage"), "SitesPage"),
});

const newSiteRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/sites/new",
  component: lazyRouteComponent(() => import("./keeping/SiteFormPage"), "NewSitePage"),
});

export const siteRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/sites/$id/edit",
  loader: ({ context }) => context.queries.ensureQueryData(sitesQuery),
  component: lazyRouteComponent(() => import("./keeping/SiteFormPage"), "ChangeSitePage"),
});

export const levelsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/pools/$id/levels",
  loader: ({ context, params }) =>
    Promise.all([
      context.queries.ensureQueryData(poolQuery(params.id)),
      context.queries.ensureQueryData(sitesQuery),
      context.queries.ensureInfiniteQueryData(frameworksQuery),
    ]),
  component: lazyRouteComponent(() => import("./keeping/LevelsPage"), "LevelsPage"),
});

const metersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/meters",
  loader: ({ context }) => context.queries.ensureQueryData(metersQuery),
  component: lazyRouteComponent(() => import("./meters/MetersPage"), "MetersPage"),
});

const importsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/meters/imports",
  loader: ({ context }) => context.queries.ensureQueryData(importsQuery),
  component: lazyRouteComponent(() => import("./meters/ImportsPage"), "ImportsPage"),
});

export const importRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/meters/imports/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(importQuery(params.id)),
  component: lazyRouteComponent(() => import("./meters/ImportPage"), "ImportPage"),
});

const closingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/meters/closings",
  loader: ({ context }) => context.queries.ensureQueryData(meteringClosingsQuery),
  component: lazyRouteComponent(() => import("./meters/ClosingsPage"), "ClosingsPage"),
});

export const meterRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/meters/$id",
  validateSearch: periodSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    Promise.all([
      context.queries.ensureQueryData(metersQuery),
      context.queries.ensureQueryData(meterCourseQuery(params.id, deps)),
    ]),
  component: lazyRouteComponent(() => import("./meters/MeterPage"), "MeterPage"),
});

export const meterDayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/meters/$id/days/$day",
  loader: ({ context, params }) =>
    Promise.all([
      context.queries.ensureQueryData(metersQuery),
      context.queries.ensureQueryData(meterDayQuery(params.id, params.day)),
    ]),
  component: lazyRouteComponent(() => import("./meters/MeterDayPage"), "MeterDayPage"),
});

const tariffsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/tariffs",
  loader: ({ context }) => context.queries.ensureQueryData(tariffsQuery),
  component: lazyRouteComponent(() => import("./tariffs/TariffsPage"), "TariffsPage"),
});

const newTariffRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/tariffs/new",
  loader: ({ context }) => context.queries.ensureQueryData(tariffsQuery),
  component: lazyRouteComponent(() => import("./tariffs/NewTariffPage"), "NewTariffPage"),
});

const ratingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/ratings",
  loader: ({ context }) => context.queries.ensureQueryData(ratingsQuery),
  component: lazyRouteComponent(() => import("./ratings/RatingsPage"), "RatingsPage"),
});

export const ratingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/ratings/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(ratingQuery(params.id)),
  component: lazyRouteComponent(() => import("./ratings/RatingPage"), "RatingPage"),
});

export const previewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/ratings/preview/$month",
  loader: ({ context, params }) => context.queries.ensureQueryData(ratingPreviewQuery(params.month)),
  component: lazyRouteComponent(() => import("./ratings/RatingPage"), "PreviewPage"),
});

export const memberRatingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/ratings/$id/members/$memberId",
  loader: ({ context, params }) =>
    context.queries.ensureQueryData(memberRatingQuery(params.id, params.memberId)),
  component: lazyRouteComponent(() => import("./ratings/MemberRatingPage"), "MemberRatingPage"),
});

export const memberPreviewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/capacity/ratings/preview/$month/members/$memberId",
  loader: ({ context, params }) =>
    context.queries.ensureQueryData(memberPreviewQuery(params.month, params.memberId)),
  component: lazyRouteComponent(() => import("./ratings/MemberRatingPage"), "MemberPreviewPage"),
});

/** The routes under /capacity. */
export const capacityRoutes = [
  capacityRoute,
  fitRoute,
  energyRoute,
  poolRoute,
  reservationRoute,
  changeRoute,
  sitesRoute,
  newSiteRoute,
  siteRoute,
  levelsRoute,
  metersRoute,
  importsRoute,
  importRoute,
  closingsRoute,
  meterRoute,
  meterDayRoute,
  tariffsRoute,
  newTariffRoute,
  ratingsRoute,
  ratingRoute,
  previewRoute,
  memberRatingRoute,
  memberPreviewRoute,
] as const;
