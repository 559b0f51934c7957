import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { openingKeysQuery } from "../../api/opening";
import { signedInRoute } from "../root";

const keysRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/keys",
  loader: ({ context }) => context.queries.ensureQueryData(openingKeysQuery),
  component: lazyRouteComponent(() => import("./KeysPage"), "KeysPage"),
});

/** The routes under /keys. */
export const keysRoutes = [keysRoute] as const;
