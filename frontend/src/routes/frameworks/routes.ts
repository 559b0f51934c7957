import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { catalogueVersionQuery, contractItemQuery } from "../../api/catalogues";
import { modificationsQuery } from "../../api/contracts";
import { frameworkQuery, frameworksQuery } from "../../api/frameworks";
import { priceChangeQuery, priceIndicesQuery, pricesQuery, pricingQuery } from "../../api/prices";
import { rebateQuery } from "../../api/rebates";
import { signedInRoute } from "../root";

/** The views of a framework contract, in their order. */
const tabs = [
  "prices",
  "forecast",
  "quotas",
  "term",
  "modifications",
  "catalogue",
  "call-offs",
  "history",
] as const;

/** A view of a framework contract. */
export type FrameworkTab = (typeof tabs)[number];

const frameworkListRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks",
  loader: ({ context }) => context.queries.ensureInfiniteQueryData(frameworksQuery),
  component: lazyRouteComponent(() => import("./FrameworksPage"), "FrameworksPage"),
});

export const frameworkRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id",
  validateSearch: (search): { tab?: FrameworkTab } => {
    const tab = tabs.find((known) => known === search.tab);
    return tab ? { tab } : {};
  },
  loader: ({ context, params }) => context.queries.ensureQueryData(frameworkQuery(params.id)),
  component: lazyRouteComponent(() => import("./FrameworkPage"), "FrameworkPage"),
});

export const pricesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/prices",
  loader: ({ context, params: { id } }) =>
    Promise.all([
      context.queries.ensureQueryData(frameworkQuery(id)),
      context.queries.ensureQueryData(pricingQuery(id)),
      context.queries.ensureInfiniteQueryData(pricesQuery(id)),
    ]),
  component: lazyRouteComponent(() => import("./PricesPage"), "PricesPage"),
});

// What another officer decided meanwhile counts: the forms begin with what is left now.
export const newPriceChangeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/prices/new",
  loader: ({ context, params: { id } }) =>
    Promise.all([
      context.queries.ensureQueryData(frameworkQuery(id)),
      context.queries.fetchQuery({ ...modificationsQuery(id), staleTime: 0 }),
      context.queries.ensureInfiniteQueryData(pricesQuery(id)),
    ]),
  component: lazyRouteComponent(() => import("./NewPriceChangePage"), "NewPriceChangePage"),
});

export const newClauseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/prices/clause",
  loader: ({ context, params: { id } }) =>
    Promise.all([
      context.queries.ensureQueryData(frameworkQuery(id)),
      context.queries.ensureQueryData(priceIndicesQuery),
    ]),
  component: lazyRouteComponent(() => import("./NewClausePage"), "NewClausePage"),
});

export const rebateRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/rebates/$rebateId",
  loader: ({ context, params }) => context.queries.ensureQueryData(rebateQuery(params.rebateId)),
  component: lazyRouteComponent(() => import("./RebatePage"), "RebatePage"),
});

export const priceChangeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/price-changes/$changeId",
  loader: ({ context, params }) => context.queries.ensureQueryData(priceChangeQuery(params.changeId)),
  component: lazyRouteComponent(() => import("./PriceChangePage"), "PriceChangePage"),
});

export const newModificationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/modifications/new",
  loader: ({ context, params: { id } }) =>
    Promise.all([
      context.queries.fetchQuery({ ...frameworkQuery(id), staleTime: 0 }),
      context.queries.fetchQuery({ ...modificationsQuery(id), staleTime: 0 }),
    ]),
  component: lazyRouteComponent(() => import("./NewModificationPage"), "NewModificationPage"),
});

export const catalogueRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/catalogues/$catalogueId",
  loader: ({ context, params }) => context.queries.ensureQueryData(catalogueVersionQuery(params.catalogueId)),
  component: lazyRouteComponent(() => import("./CataloguePage"), "CataloguePage"),
});

export const itemRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks/$id/items/$itemId",
  loader: ({ context, params }) =>
    context.queries.ensureQueryData(contractItemQuery(params.id, params.itemId)),
  component: lazyRouteComponent(() => import("./ItemPage"), "ItemPage"),
});

/** The routes under /frameworks. */
export const frameworksRoutes = [
  frameworkListRoute,
  frameworkRoute,
  pricesRoute,
  newPriceChangeRoute,
  newClauseRoute,
  rebateRoute,
  priceChangeRoute,
  newModificationRoute,
  catalogueRoute,
  itemRoute,
] as const;
