import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { savingsQuery, synonymsQuery } from "../../api/buying";
import { signedInRoute } from "../root";

export const listsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/lists",
  component: lazyRouteComponent(() => import("./ListsPage"), "ListsPage"),
});

export const synonymsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/lists/synonyms",
  loader: ({ context }) => context.queries.ensureQueryData(synonymsQuery),
  component: lazyRouteComponent(() => import("./SynonymsPage"), "SynonymsPage"),
});

export const savingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/savings/$memberId",
  validateSearch: (search: Record<string, unknown>): { year?: number } =>
    typeof search.year === "number" ? { year: search.year } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    context.queries.ensureQueryData(savingsQuery(params.memberId, deps.year)),
  component: lazyRouteComponent(() => import("./SavingsPage"), "SavingsPage"),
});

/** The routes of what makes ordering easy. */
export const listsRoutes = [listsRoute, synonymsRoute, savingsRoute] as const;
