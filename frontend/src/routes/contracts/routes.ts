import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { licenceQuery } from "../../api/holdings";
import { signedInRoute } from "../root";

const contractsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/contracts",
  component: lazyRouteComponent(() => import("./ContractsPage"), "ContractsPage"),
});

export const licenceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/contracts/licences/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(licenceQuery(params.id)),
  component: lazyRouteComponent(() => import("./LicencePage"), "LicencePage"),
});

/** The routes under /contracts. */
export const contractsRoutes = [contractsRoute, licenceRoute] as const;
