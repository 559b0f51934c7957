import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { balancesQuery, type Period, statementQuery } from "../../api/statements";
import { parseDate } from "../../lib/date";
import { signedInRoute } from "../root";

const balancesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/statements",
  loader: ({ context }) => context.queries.ensureQueryData(balancesQuery),
  component: lazyRouteComponent(() => import("./StatementsPage"), "StatementsPage"),
});

export const statementRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/statements/$memberId",
  validateSearch: (search): Period => ({ ...day("from", search.from), ...day("to", search.to) }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    context.queries.ensureQueryData(statementQuery(params.memberId, deps)),
  component: lazyRouteComponent(() => import("./StatementPage"), "StatementPage"),
});

/** The routes under /statements. */
export const statementsRoutes = [balancesRoute, statementRoute] as const;

function day(end: "from" | "to", value: unknown): Period {
  return typeof value === "string" && parseDate(value) === value ? { [end]: value } : {};
}
