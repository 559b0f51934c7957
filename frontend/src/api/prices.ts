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

const pricesKey = [...frameworksKey, "prices"] as const;

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

const changes = [frameworksKey, catalogueKey, eventsKey];

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
