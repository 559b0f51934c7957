import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../root";

const todoRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./ToDoPage"), "ToDoPage"),
});

/** The routes under /. */
export const todoRoutes = [todoRoute] as const;
