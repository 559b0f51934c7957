import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frameworksQuery } from "../../api/frameworks";
import { jointQuery, jointsQuery } from "../../api/joints";
import { signedInRoute } from "../root";

export const jointsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/joint-call-offs",
  loader: ({ context }) => context.queries.ensureInfiniteQueryData(jointsQuery),
  component: lazyRouteComponent(() => import("./JointsPage"), "JointsPage"),
});

const newJointRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/joint-call-offs/new",
  loader: ({ context }) => context.queries.ensureInfiniteQueryData(frameworksQuery),
  component: lazyRouteComponent(() => import("./NewJointPage"), "NewJointPage"),
});

export const jointRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/joint-call-offs/$id",
  loader: ({ context, params }) => context.queries.ensureQueryData(jointQuery(params.id)),
  component: lazyRouteComponent(() => import("./JointPage"), "JointPage"),
});

/** The routes under /joint-call-offs. */
export const jointCallOffsRoutes = [jointsRoute, newJointRoute, jointRoute] as const;
