import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/audit",
  component: lazyRouteComponent(() => import("./AuditPage"), "AuditPage"),
});

/** The routes under /audit. */
export const auditRoutes = [auditRoute] as const;
