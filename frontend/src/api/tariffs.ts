import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { accountsKey } from "./cost-pools";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { statementsKey } from "./statements";
import { todoKey } from "./todo";

type Schemas = components["schemas"];

/** A sheet of prices of the data centers. */
export type Tariff = Schemas["Tariff"];

/** Tariffs, and what a new one must keep. */
export type TariffList = Schemas["TariffList"];

/** What a month costs, posted or as a preview. */
export type Rating = Schemas["Rating"];

/** What a member bears of a month, explained. */
export type MemberRating = Schemas["MemberRating"];

const tariffsKey = ["tariffs"] as const;
const ratingsKey = ["ratings"] as const;

/** The tariffs, the latest first. */
export const tariffsQuery = queryOptions({
  queryKey: [...tariffsKey, "list"],
  queryFn: () => body(client.GET("/tariffs")),
});

/** Makes a tariff that holds from a day on. */
export const makeTariff: Act<Schemas["MakeTariff"], Tariff> = {
  run: (tariff, intent) => body(client.POST("/tariffs", { params: { header: intent }, body: tariff })),
  changes: [tariffsKey, ratingsKey, todoKey, eventsKey],
};

/** The ratings that were posted, and the months that wait for one. */
export const ratingsQuery = queryOptions({
  queryKey: [...ratingsKey, "list"],
  queryFn: () => body(client.GET("/ratings")),
});

/** A rating with its charges by member. */
export function ratingQuery(id: string) {
  return queryOptions({
    queryKey: [...ratingsKey, "one", id],
    queryFn: () => body(client.GET("/ratings/{id}", { params: { path: { id } } })),
  });
}

/** What a month costs as things stand. */
export function ratingPreviewQuery(month: string) {
  return queryOptions({
    queryKey: [...ratingsKey, "preview", month],
    queryFn: () => body(client.GET("/rating-previews/{month}", { params: { path: { month } } })),
    staleTime: 0,
  });
}

/** What a member bears by a rating, explained. */
export function memberRatingQuery(id: string, memberId: string) {
  return queryOptions({
    queryKey: [...ratingsKey, "one", id, memberId],
    queryFn: () =>
      body(client.GET("/ratings/{id}/members/{memberId}", { params: { path: { id, memberId } } })),
  });
}

/** What a month costs a member as things stand, explained. */
export function memberPreviewQuery(month: string, memberId: string) {
  return queryOptions({
    queryKey: [...ratingsKey, "preview", month, memberId],
    queryFn: () =>
      body(
        client.GET("/rating-previews/{month}/members/{memberId}", { params: { path: { month, memberId } } }),
      ),
    staleTime: 0,
  });
}

/** What members reserved and used in a month, as weights by which a cost pool divides. */
export type CapacityWeights = Schemas["CapacityWeights"];

/** The weights of a month as things stand. */
export function capacityWeightsQuery(month: string) {
  return queryOptions({
    queryKey: [...ratingsKey, "weights", month],
    queryFn: () => body(client.GET("/capacity-weights/{month}", { params: { path: { month } } })),
    staleTime: 0,
  });
}

/** Posts what a closed month costs, or the difference to what is posted. */
export const postRating: Act<Schemas["PostRating"], Rating> = {
  run: (rating, intent) => body(client.POST("/ratings", { params: { header: intent }, body: rating })),
  changes: [ratingsKey, accountsKey, statementsKey, todoKey, eventsKey],
};
