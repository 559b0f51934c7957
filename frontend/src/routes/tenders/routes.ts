import { createRoute, lazyRouteComponent, notFound } from "@tanstack/react-router";
import { bidsQuery } from "../../api/bids";
import { evaluationQuery } from "../../api/evaluation";
import { openingKeysQuery, openingQuery } from "../../api/opening";
import { roundQuery, roundsQuery } from "../../api/rounds";
import { scoringQuery } from "../../api/scoring";
import { isSignedIn, sessionQuery } from "../../api/session";
import { tenderQuery, tendersQuery } from "../../api/tenders";
import { todoQuery } from "../../api/todo";
import { signedInRoute } from "../root";
import { isOpened, seesAllBids } from "./phases";

const tendersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tenders",
  loader: ({ context }) => context.queries.ensureInfiniteQueryData(tendersQuery),
  component: lazyRouteComponent(() => import("./TendersPage"), "TendersPage"),
});

export const newTenderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tenders/new",
  validateSearch: (search): { round?: string } =>
    typeof search.round === "string" ? { round: search.round } : {},
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, deps }) => {
    await Promise.all([
      queries.ensureQueryData(openingKeysQuery),
      deps.round
        ? queries.ensureQueryData(roundQuery(deps.round))
        : queries.ensureInfiniteQueryData(roundsQuery),
    ]);
  },
  component: lazyRouteComponent(() => import("./NewTenderPage"), "NewTenderPage"),
});

export const editTenderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tenders/$id/edit",
  loader: async ({ context: { queries }, params }) => {
    const [tender] = await Promise.all([
      queries.ensureQueryData(tenderQuery(params.id)),
      queries.ensureQueryData(openingKeysQuery),
    ]);
    if (!tender.round) throw notFound(); // a mini-competition is not edited
    await queries.ensureQueryData(roundQuery(tender.round.id));
  },
  component: lazyRouteComponent(() => import("./EditTenderPage"), "EditTenderPage"),
});

export const tenderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tenders/$id",
  loader: async ({ context: { queries }, params: { id } }) => {
    const [tender, session] = await Promise.all([
      queries.ensureQueryData(tenderQuery(id)),
      queries.ensureQueryData(sessionQuery),
      queries.ensureQueryData(todoQuery),
    ]);
    if (!isSignedIn(session)) return;
    await Promise.all([
      tender.publishedAt && session.acts.includes("bid.read") && queries.ensureQueryData(bidsQuery(id)),
      isOpened(tender.status) && seesAllBids(session) && queries.ensureQueryData(evaluationQuery(id)),
    ]);
  },
  component: lazyRouteComponent(() => import("./TenderPage"), "TenderPage"),
});

export const openingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tenders/$id/opening",
  loader: ({ context, params }) =>
    Promise.all([
      context.queries.ensureQueryData(tenderQuery(params.id)),
      context.queries.ensureQueryData(openingQuery(params.id)),
    ]),
  component: lazyRouteComponent(() => import("./OpeningPage"), "OpeningPage"),
});

export const scoringRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tenders/$id/scoring",
  loader: ({ context, params }) =>
    Promise.all([
      context.queries.ensureQueryData(tenderQuery(params.id)),
      context.queries.ensureQueryData(scoringQuery(params.id)),
    ]),
  component: lazyRouteComponent(() => import("./scoring/ScoringPage"), "ScoringPage"),
});

/** The routes under /tenders. */
export const tendersRoutes = [
  tendersRoute,
  newTenderRoute,
  editTenderRoute,
  tenderRoute,
  openingRoute,
  scoringRoute,
] as const;
