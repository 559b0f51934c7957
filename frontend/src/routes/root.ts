import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, redirect } from "@tanstack/react-router";
import { isSignedIn, sessionQuery } from "../api/session";
import { BareFailure } from "./FailurePage";
import { Shell } from "./Shell";

/** What every route's loader gets. */
export interface RouterContext {
  queries: QueryClient;
}

/** The root of all routes; the shell around every page. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  loader: ({ context }) => context.queries.ensureQueryData(sessionQuery),
  component: Shell,
  errorComponent: BareFailure,
});

/** The parent of every page for which one has to be signed in. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (isSignedIn(session)) return;
    throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
  },
});
