import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const callOffsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/call-offs",
  component: lazyRouteComponent(() => import("./CallOffsPage"), "CallOffsPage"),
});

/** The routes under /call-offs. */
export const callOffsRoutes = [callOffsRoute] as const;
