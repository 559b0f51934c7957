import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const tendersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tenders",
  component: lazyRouteComponent(() => import("./TendersPage"), "TendersPage"),
});

/** The routes under /tenders. */
export const tendersRoutes = [tendersRoute] as const;
