import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { basketQuery } from "../../api/buying";
import { isSignedIn, sessionQuery } from "../../api/session";
import { customersOf } from "../customers";
import { signedInRoute } from "../root";

export const basketRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/basket",
  validateSearch: (search: Record<string, unknown>): { memberId?: string } =>
    typeof search.memberId === "string" ? { memberId: search.memberId } : {},
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, deps }) => {
    const session = await queries.ensureQueryData(sessionQuery);
    const buyers = (isSignedIn(session) ? customersOf(session) : []).filter(({ buys }) => buys);
    const customer = buyers.find(({ id }) => id === deps.memberId) ?? buyers[0];
    if (customer) await queries.fetchQuery(basketQuery(customer.id));
  },
  component: lazyRouteComponent(() => import("./BasketPage"), "BasketPage"),
});

/** The routes of the basket. */
export const basketRoutes = [basketRoute] as const;
