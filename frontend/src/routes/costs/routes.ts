import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const costsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/costs",
  component: lazyRouteComponent(() => import("./CostsPage"), "CostsPage"),
});

/** The routes under /costs. */
export const costsRoutes = [costsRoute] as const;
