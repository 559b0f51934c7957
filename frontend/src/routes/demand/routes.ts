import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const demandRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/demand",
  component: lazyRouteComponent(() => import("./DemandPage"), "DemandPage"),
});

/** The routes under /demand. */
export const demandRoutes = [demandRoute] as const;
