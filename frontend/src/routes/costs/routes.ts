import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { allocationQuery } from "../../api/allocations";
import { type CostKey, costPoolQuery, costPoolsQuery } from "../../api/cost-pools";
import { frameworksQuery } from "../../api/frameworks";
import { tendersQuery } from "../../api/tenders";
import { todoQuery } from "../../api/todo";
import { signedInRoute } from "../root";

/** The keys, the simplest first. */
export const costKeys: readonly CostKey[] = ["equal", "inhabitants", "quantity", "calloff-value"];

const costsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs",
  loader: ({ context }) => context.queries.ensureInfiniteQueryData(costPoolsQuery),
  component: lazyRouteComponent(() => import("./CostsPage"), "CostsPage"),
});

const newPoolRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/new",
  loader: ({ context }) =>
    Promise.all([
      context.queries.ensureInfiniteQueryData(tendersQuery),
      context.queries.ensureInfiniteQueryData(frameworksQuery),
    ]),
  component: lazyRouteComponent(() => import("./NewPoolPage"), "NewPoolPage"),
});

export const poolRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/$id",
  validateSearch: (search): { key?: CostKey } => {
    const key = costKeys.find((known) => known === search.key);
    return key ? { key } : {};
  },
  loader: ({ context, params }) => context.queries.ensureQueryData(costPoolQuery(params.id)),
  component: lazyRouteComponent(() => import("./PoolPage"), "PoolPage"),
});

export const allocationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/allocations/$id",
  validateSearch: (search): { member?: string } =>
    typeof search.member === "string" ? { member: search.member } : {},
  loader: ({ context, params }) =>
    Promise.all([
      context.queries.ensureQueryData(allocationQuery(params.id)),
      context.queries.ensureQueryData(todoQuery),
    ]),
  component: lazyRouteComponent(() => import("./AllocationPage"), "AllocationPage"),
});

/** The routes under /costs. */
export const costsRoutes = [costsRoute, newPoolRoute, poolRoute, allocationRoute] as const;
