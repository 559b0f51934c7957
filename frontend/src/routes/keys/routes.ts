import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const keysRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/keys",
  component: lazyRouteComponent(() => import("./KeysPage"), "KeysPage"),
});

/** The routes under /keys. */
export const keysRoutes = [keysRoute] as const;
