import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { type EventFilter, eventsQuery } from "../../api/events";
import { signedInRoute } from "../root";

export const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/audit",
  validateSearch: (search): EventFilter => {
    const { objectType, objectId } = search;
    if (typeof objectType !== "string" || !/^[a-z-]{1,40}$/.test(objectType)) return {};
    return typeof objectId === "string" && objectId !== "" ? { objectType, objectId } : { objectType };
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queries.ensureInfiniteQueryData(eventsQuery(deps)),
  component: lazyRouteComponent(() => import("./AuditPage"), "AuditPage"),
});

/** The routes under /audit. */
export const auditRoutes = [auditRoute] as const;
