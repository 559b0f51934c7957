import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const frameworksRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/frameworks",
  component: lazyRouteComponent(() => import("./FrameworksPage"), "FrameworksPage"),
});

/** The routes under /frameworks. */
export const frameworksRoutes = [frameworksRoute] as const;
