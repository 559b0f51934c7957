import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { type TenderStep, tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** The opened bids compared, lot by lot. */
export type Evaluation = components["schemas"]["Evaluation"];

/** The comparison of one lot. */
export type EvaluatedLot = Evaluation["lots"][number];

/** A bid as it stands in a lot. */
export type EvaluatedBid = EvaluatedLot["bids"][number];

/** The evaluation of a tender whose bids are opened. */
export function evaluationQuery(tenderId: string) {
  return queryOptions({
    queryKey: [...tendersKey, "evaluation", tenderId],
    queryFn: () => body(client.GET("/tenders/{id}/evaluation", { params: { path: { id: tenderId } } })),
  });
}

/** The prices compared, as a workbook. */
export const downloadComparison: Act<string, Blob> = {
  // The contract says binary text; the client is told to read a blob.
  run: async (id) =>
    (await body(
      client.GET("/tenders/{id}/price-comparison.xlsx", { params: { path: { id } }, parseAs: "blob" }),
    )) as unknown as Blob,
  changes: [],
};

const changes = [tendersKey, todoKey, eventsKey];

/** Takes a bid out of the competition. */
export const excludeBid: Act<TenderStep & { bidId: string; reason: string }, Evaluation> = {
  run: ({ id, version, bidId, reason }) =>
    body(
      client.POST("/tenders/{id}/exclusions", {
        params: { path: { id }, header: ifMatch(version) },
        body: { bidId, reason },
      }),
    ),
  changes,
};

/** Records that a bidder is asked about a strikingly low price. */
export const askAboutPrice: Act<TenderStep & { lotId: string; bidId: string }, Evaluation> = {
  run: ({ id, version, lotId, bidId }) =>
    body(
      client.POST("/tenders/{id}/low-prices", {
        params: { path: { id }, header: ifMatch(version) },
        body: { lotId, bidId },
      }),
    ),
  changes,
};

/** Records the answer, and accepts the price or excludes the bid from the lot. */
export const decideAboutPrice: Act<
  TenderStep & { verdict: components["schemas"]["PriceVerdict"] },
  Evaluation
> = {
  run: ({ id, version, verdict }) =>
    body(
      client.POST("/tenders/{id}/low-prices/decision", {
        params: { path: { id }, header: ifMatch(version) },
        body: verdict,
      }),
    ),
  changes,
};
