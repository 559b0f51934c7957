import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const marketplaceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/marketplace",
  component: lazyRouteComponent(() => import("./MarketplacePage"), "MarketplacePage"),
});

/** The routes under /marketplace. */
export const marketplaceRoutes = [marketplaceRoute] as const;
