import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { calendarQuery, noticesQuery } from "../../api/settings";
import { signedInRoute } from "../root";

const tabs = ["notices", "programs", "orders", "publication", "undelivered"] as const;

/** The parts of the settings. */
export type SettingsTab = (typeof tabs)[number];

/** The settings, one part at a time. */
export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  validateSearch: (search): { tab?: SettingsTab } => {
    const tab = tabs.find((known) => known === search.tab);
    return tab ? { tab } : {};
  },
  loader: ({ context }) =>
    Promise.all([
      context.queries.ensureQueryData(noticesQuery),
      context.queries.ensureQueryData(calendarQuery),
    ]),
  component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
});

/** The routes under /settings. */
export const settingsRoutes = [settingsRoute] as const;
