import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lawQuery } from "../../api/law";
import { signedInRoute } from "../root";

const lawRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/law",
  loader: ({ context }) => context.queries.ensureQueryData(lawQuery),
  component: lazyRouteComponent(() => import("./LawPage"), "LawPage"),
});

/** The routes under /law. */
export const lawRoutes = [lawRoute] as const;
