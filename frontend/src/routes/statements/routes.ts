import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const statementsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/statements",
  component: lazyRouteComponent(() => import("./StatementsPage"), "StatementsPage"),
});

/** The routes under /statements. */
export const statementsRoutes = [statementsRoute] as const;
