import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const membersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/members",
  component: lazyRouteComponent(() => import("./MembersPage"), "MembersPage"),
});

/** The routes under /members. */
export const membersRoutes = [membersRoute] as const;
