import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { allocationQuery, draftsQuery } from "../../api/allocations";
import { costPoolQuery, costPoolsQuery } from "../../api/cost-pools";
import { costFlowQuery, reimbursementQuery } from "../../api/cost-reports";
import { frameworksQuery } from "../../api/frameworks";
import { tendersQuery } from "../../api/tenders";
import { idSearch, periodSearch } from "../address";
import { signedInRoute } from "../root";

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

export const monthRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/month",
  validateSearch: periodSearch,
  loader: ({ context }) => context.queries.ensureQueryData(draftsQuery),
  component: lazyRouteComponent(() => import("./month/MonthPage"), "MonthPage"),
});

const reportSearch = (search: Record<string, unknown>) => ({
  ...periodSearch(search),
  ...idSearch("poolId", search.poolId),
});

export const flowRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/flow",
  validateSearch: reportSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    Promise.all([
      context.queries.ensureQueryData(costFlowQuery(deps)),
      context.queries.ensureInfiniteQueryData(costPoolsQuery),
    ]),
  component: lazyRouteComponent(() => import("./flow/FlowPage"), "FlowPage"),
});

export const reimbursementRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/reimbursement",
  validateSearch: reportSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureQueryData(reimbursementQuery(deps)),
  component: lazyRouteComponent(() => import("./reimbursement/ReimbursementPage"), "ReimbursementPage"),
});

export const poolRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(costPoolQuery(params.id)),
  component: lazyRouteComponent(() => import("./pool/PoolPage"), "PoolPage"),
});

export const runRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/$id/run",
  validateSearch: periodSearch,
  loader: ({ context, params }) => context.queries.ensureQueryData(costPoolQuery(params.id)),
  component: lazyRouteComponent(() => import("./run/NewRunPage"), "NewRunPage"),
});

export const allocationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/allocations/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(allocationQuery(params.id)),
  component: lazyRouteComponent(() => import("./allocations/AllocationPage"), "AllocationPage"),
});

export const shareRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs/allocations/$id/shares/$memberId",
  validateSearch: (search: Record<string, unknown>) => idSearch("statement", search.statement),
  loader: ({ context, params }) => context.queries.ensureQueryData(allocationQuery(params.id)),
  component: lazyRouteComponent(() => import("./allocations/SharePage"), "SharePage"),
});

/** The routes under /costs. */
export const costsRoutes = [
  costsRoute,
  newPoolRoute,
  monthRoute,
  flowRoute,
  reimbursementRoute,
  poolRoute,
  runRoute,
  allocationRoute,
  shareRoute,
] as const;
