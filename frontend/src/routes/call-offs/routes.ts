import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  type AnswerState,
  type CallOffFilter,
  type CallOffStatus,
  callOffQuery,
  callOffsQuery,
} from "../../api/call-offs";
import { servicesQuery } from "../../api/services";
import { todoQuery } from "../../api/todo";
import { signedInRoute } from "../root";

/** The states, in the order in which they are offered as filters. */
export const statuses: readonly CallOffStatus[] = ["submitted", "placed", "rejected", "cancelled"];

/** What suppliers answer, in the order in which it is offered as a filter. */
export const answers: readonly AnswerState[] = ["open", "confirmed", "declined"];

export const callOffsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/call-offs",
  validateSearch: (search): Pick<CallOffFilter, "status" | "answer"> => {
    const status = statuses.find((known) => known === search.status);
    const answer = answers.find((known) => known === search.answer);
    return { ...(status && { status }), ...(answer && { answer }) };
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

export const servicesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/call-offs/$id/services",
  loader: ({ context, params }) => context.queries.ensureQueryData(servicesQuery(params.id)),
  component: lazyRouteComponent(() => import("./ServicesPage"), "ServicesPage"),
});

/** The routes under /call-offs. */
export const callOffsRoutes = [callOffsRoute, callOffRoute, servicesRoute] as const;
