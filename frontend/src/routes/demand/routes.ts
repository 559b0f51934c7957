import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { roundQuery, roundsQuery } from "../../api/rounds";
import { signedInRoute } from "../root";

const demandRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/demand",
  loader: ({ context }) => context.queries.ensureInfiniteQueryData(roundsQuery),
  component: lazyRouteComponent(() => import("./DemandPage"), "DemandPage"),
});

const newRoundRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/demand/new",
  component: lazyRouteComponent(() => import("./NewRoundPage"), "NewRoundPage"),
});

/** What the address of a round says: for which of one's members, and which members are listed. */
export interface RoundSearch {
  member?: string;
  view?: "items" | "missing";
}

export const roundRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/demand/$id",
  validateSearch: (search): RoundSearch => ({
    ...(typeof search.member === "string" && { member: search.member }),
    ...((search.view === "missing" || search.view === "items") && { view: search.view }),
  }),
  loader: ({ context, params }) => context.queries.ensureQueryData(roundQuery(params.id)),
  component: lazyRouteComponent(() => import("./RoundPage"), "RoundPage"),
});

/** The routes under /demand. */
export const demandRoutes = [demandRoute, newRoundRoute, roundRoute] as const;
