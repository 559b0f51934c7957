import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { memberQuery, membersQuery } from "../../api/members";
import { publicBodiesQuery } from "../../api/public-bodies";
import { signedInRoute } from "../root";
import { directorySearch, membersSearch } from "./search";

export const membersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/members",
  validateSearch: membersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureInfiniteQueryData(membersQuery(deps)),
  component: lazyRouteComponent(() => import("./MembersPage"), "MembersPage"),
});

export const admitRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/members/admit",
  validateSearch: directorySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureInfiniteQueryData(publicBodiesQuery(deps)),
  component: lazyRouteComponent(() => import("./AdmitPage"), "AdmitPage"),
});

export const memberRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/members/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(memberQuery(params.id)),
  component: lazyRouteComponent(() => import("./MemberPage"), "MemberPage"),
});

/** The routes under /members. */
export const membersRoutes = [membersRoute, admitRoute, memberRoute] as const;
