import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { catalogueKey } from "./catalogue";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { frameworksKey } from "./frameworks";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** An item of a contract with all its prices in time. */
export type ItemPrices = components["schemas"]["ItemPrices"];

/** What an item costs: a price and the steps at which it falls. */
export type Rate = components["schemas"]["Rate"];

/** How the prices of a contract come to change. */
export type FrameworkPricing = components["schemas"]["FrameworkPricing"];

/** A change of prices in a list. */
export type PriceChangeSummary = components["schemas"]["PriceChangeSummary"];

/** A change of prices with what it means for each item. */
export type PriceChange = components["schemas"]["PriceChange"];

/** The key of everything about prices. */
export const pricesKey = [...frameworksKey, "prices"] as const;

/** The items of a contract with all their prices. */
export function pricesQuery(id: string) {
  return pagedQuery([...pricesKey, "items", id], (cursor) =>
    body(client.GET("/frameworks/{id}/prices", { params: { path: { id }, query: { cursor } } })),
  );
}

/** Clauses, changes, rebates and drift of a contract. */
export function pricingQuery(id: string) {
  return queryOptions({
    queryKey: [...pricesKey, "pricing", id],
    queryFn: () => body(client.GET("/frameworks/{id}/pricing", { params: { path: { id } } })),
  });
}

/** One change of prices. */
export function priceChangeQuery(id: string) {
  return queryOptions({
    queryKey: [...pricesKey, "change", id],
    queryFn: () => body(client.GET("/price-changes/{id}", { params: { path: { id } } })),
  });
}

/** What a quantity of an item costs today, as the server computes it. */
export type Offer = components["schemas"]["Offer"];

/** An index clause filled in, with what it would make of the prices. */
export type IndexPreview = components["schemas"]["IndexPreview"];

/** What is asked for when new prices are proposed. */
export type ProposePriceChange = components["schemas"]["ProposePriceChange"];

/** An index by which clauses adjust prices, with its values. */
export type PriceIndex = components["schemas"]["PriceIndexList"]["items"][number];

/** What a quantity of an item costs today. */
export function offerQuery(itemId: string, quantity: string) {
  return queryOptions({
    queryKey: [...pricesKey, "offer", itemId, quantity],
    queryFn: () =>
      body(
        client.GET("/framework-items/{id}/offer", { params: { path: { id: itemId }, query: { quantity } } }),
      ),
  });
}

/** What an index clause would make of the prices from a day on. */
export function indexPreviewQuery(id: string, clauseId: string, validFrom: string) {
  return queryOptions({
    queryKey: [...pricesKey, "preview", id, clauseId, validFrom],
    queryFn: () =>
      body(
        client.GET("/frameworks/{id}/index-preview", {
          params: { path: { id }, query: { clauseId, validFrom } },
        }),
      ),
    retry: false,
  });
}

/** The indices, by name, each with its values, the latest first. */
export const priceIndicesQuery = queryOptions({
  queryKey: [...pricesKey, "indices"],
  queryFn: () => body(client.GET("/price-indices")),
});

const changes = [frameworksKey, catalogueKey, eventsKey];

/** Proposes new prices for another officer to approve. */
export const proposePriceChange: Act<{ id: string; proposal: ProposePriceChange }, PriceChange> = {
  run: ({ id, proposal }, intent) =>
    body(
      client.POST("/frameworks/{id}/price-changes", {
        params: { path: { id }, header: intent },
        body: proposal,
      }),
    ),
  changes,
};

/** Proposes what an index clause makes of the prices. */
export const proposeByIndex: Act<
  { id: string } & components["schemas"]["ProposePriceChangeByIndex"],
  PriceChange
> = {
  run: ({ id, ...proposal }, intent) =>
    body(
      client.POST("/frameworks/{id}/price-changes/by-index", {
        params: { path: { id }, header: intent },
        body: proposal,
      }),
    ),
  changes,
};

/** Takes a change back that has not begun. */
export const withdrawPriceChange: Act<{ id: string; version: number; reason: string }, PriceChange> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/price-changes/{id}/withdraw", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** Enters an index. */
export const addPriceIndex: Act<
  components["schemas"]["AddPriceIndex"],
  components["schemas"]["PriceIndexList"]
> = {
  run: (index, intent) => body(client.POST("/price-indices", { params: { header: intent }, body: index })),
  changes,
};

/** An index clause as the contract has it. */
export type AgreeIndexClause = components["schemas"]["AgreeIndexClause"];

/** Enters an index clause of a contract. */
export const agreeIndexClause: Act<{ id: string; clause: AgreeIndexClause }, FrameworkPricing> = {
  run: ({ id, clause }, intent) =>
    body(
      client.POST("/frameworks/{id}/index-clauses", {
        params: { path: { id }, header: intent },
        body: clause,
      }),
    ),
  changes,
};

/** Records the value of an index in a month; a correction is another revision. */
export const recordIndexValue: Act<
  { indexId: string } & components["schemas"]["RecordIndexValue"],
  components["schemas"]["PriceIndexList"]
> = {
  run: ({ indexId, ...value }, intent) =>
    body(
      client.POST("/price-indices/{id}/values", {
        params: { path: { id: indexId }, header: intent },
        body: value,
      }),
    ),
  changes,
};

/** Records the values of an index in many months from the text of a CSV file, all or none. */
export const recordIndexTable: Act<
  { indexId: string; table: string },
  components["schemas"]["PriceIndexList"]
> = {
  run: ({ indexId, table }, intent) =>
    body(
      client.POST("/price-indices/{id}/values/table", {
        params: { path: { id: indexId }, header: intent },
        body: { table },
      }),
    ),
  changes,
};

/** Lets the prices begin on their day. */
export const approvePriceChange: Act<{ id: string; version: number }, PriceChange> = {
  run: ({ id, version }) =>
    body(client.POST("/price-changes/{id}/approve", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Turns a change down. */
export const rejectPriceChange: Act<{ id: string; version: number; reason: string }, PriceChange> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/price-changes/{id}/reject", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};
