import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { placesQuery } from "../../api/registration";
import { type SupplierSearch, supplierQuery, suppliersQuery } from "../../api/suppliers";
import { rootRoute, signedInRoute } from "../root";
import { standings } from "./standing";

function suppliersSearch(search: Record<string, unknown>): SupplierSearch {
  const standing = standings.find((known) => known === search.standing);
  const q = typeof search.q === "number" ? String(search.q) : search.q;
  return { ...(typeof q === "string" && q.trim() && { q: q.slice(0, 100) }), ...(standing && { standing }) };
}

export const suppliersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/suppliers",
  validateSearch: suppliersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureInfiniteQueryData(suppliersQuery(deps)),
  component: lazyRouteComponent(() => import("./SuppliersPage"), "SuppliersPage"),
});

const registerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/suppliers/new",
  component: lazyRouteComponent(() => import("./RegisterPage"), "RegisterPage"),
});

const ownRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/suppliers/own",
  loader: ({ context }) => context.queries.ensureInfiniteQueryData(suppliersQuery({})),
  component: lazyRouteComponent(() => import("./OwnPage"), "OwnPage"),
});

export const supplierRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/suppliers/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(supplierQuery(params.id)),
  component: lazyRouteComponent(() => import("./SupplierPage"), "SupplierPage"),
});

/** The routes under /suppliers. */
export const suppliersRoutes = [suppliersRoute, registerRoute, ownRoute, supplierRoute] as const;

/** Where suppliers register themselves: open to visitors. */
export const signupRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/signup",
    loader: ({ context }) => context.queries.ensureQueryData(placesQuery),
    component: lazyRouteComponent(() => import("./SignupPage"), "SignupPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/signup/confirm",
    component: lazyRouteComponent(() => import("./ConfirmPage"), "ConfirmPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/signup/invitation",
    component: lazyRouteComponent(() => import("./InvitationPage"), "InvitationPage"),
  }),
] as const;
