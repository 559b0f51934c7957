import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { calendarQuery, noticesQuery } from "../../api/settings";
import { tokensQuery } from "../../api/tokens";
import { signedInRoute } from "../root";

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  loader: ({ context }) =>
    Promise.all([
      context.queries.ensureQueryData(noticesQuery),
      context.queries.ensureQueryData(calendarQuery),
      context.queries.ensureQueryData(tokensQuery),
    ]),
  component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
});

/** The routes under /settings. */
export const settingsRoutes = [settingsRoute] as const;
