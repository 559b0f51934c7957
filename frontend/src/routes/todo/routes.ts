import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { todoQuery } from "../../api/todo";
import { signedInRoute } from "../root";

const todoRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  loader: ({ context }) => context.queries.ensureQueryData(todoQuery),
  component: lazyRouteComponent(() => import("./ToDoPage"), "ToDoPage"),
});

/** The routes under /. */
export const todoRoutes = [todoRoute] as const;
