import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { type CallOffStatus, callOffQuery, callOffsQuery } from "../../api/call-offs";
import { todoQuery } from "../../api/todo";
import { signedInRoute } from "../root";

/** The states, in the order in which they are offered as filters. */
export const statuses: readonly CallOffStatus[] = ["submitted", "placed", "rejected", "cancelled"];

export const callOffsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/call-offs",
  validateSearch: (search): { status?: CallOffStatus } => {
    const status = statuses.find((known) => known === search.status);
    return status ? { status } : {};
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureInfiniteQueryData(callOffsQuery(deps)),
  component: lazyRouteComponent(() => import("./CallOffsPage"), "CallOffsPage"),
});

export const callOffRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/call-offs/$id",
  loader: ({ context, params }) =>
    Promise.all([
      context.queries.ensureQueryData(callOffQuery(params.id)),
      context.queries.ensureQueryData(todoQuery),
    ]),
  component: lazyRouteComponent(() => import("./CallOffPage"), "CallOffPage"),
});

/** The routes under /call-offs. */
export const callOffsRoutes = [callOffsRoute, callOffRoute] as const;
