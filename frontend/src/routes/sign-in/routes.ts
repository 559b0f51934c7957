import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { isSignedIn, sessionQuery } from "../../api/session";
import { rootRoute } from "../root";
import { isOwnPath } from "./next";

/** Signing in; `next` is where one wanted to go. */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => (isOwnPath(search.next) ? { next: search.next } : {}),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (isSignedIn(session)) throw redirect({ to: search.next ?? "/" });
  },
  component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
});
