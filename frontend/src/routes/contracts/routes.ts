import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const contractsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/contracts",
  component: lazyRouteComponent(() => import("./ContractsPage"), "ContractsPage"),
});

/** The routes under /contracts. */
export const contractsRoutes = [contractsRoute] as const;
