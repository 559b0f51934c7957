import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { type CallOff, type PlaceCallOff, placeCallOff } from "./call-offs";
import { catalogueKey } from "./catalogue";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { intended } from "./intent";
import { Problem } from "./problem";
import type { components } from "./schema.gen";

/** What a person has put together for a member, by contract. */
export type Basket = components["schemas"]["Basket"];

/** The part of a basket that becomes one call-off. */
export type BasketContract = components["schemas"]["BasketContract"];

/** A list of items that are ordered again and again. */
export type ItemList = components["schemas"]["ItemList"];

/** Words of which a search for one finds all. */
export type Synonyms = components["schemas"]["Synonyms"];

/** Where a member has things delivered, and which budget codes bear its orders. */
export type OrderSettings = components["schemas"]["OrderSettings"];

/** Where something is delivered. */
export type DeliveryAddress = components["schemas"]["DeliveryAddress"];

/** A budget code of a member's list. */
export type ListedCode = components["schemas"]["ListedBudgetCode"];

// Its prices and what remains are the catalogue's.
const basketKey = [...catalogueKey, "basket"] as const;
const listsKey = [...catalogueKey, "lists"] as const;
const settingsKey = ["order-settings"] as const;
const synonymsKey = ["synonyms"] as const;

/** The basket for a member at today's prices; the parts of contracts over the months of `contract:months`. */
export function basketQuery(memberId: string, duration: string[] = []) {
  return queryOptions({
    queryKey: [...basketKey, "one", memberId, duration],
    queryFn: () => body(client.GET("/basket", { params: { query: { memberId, duration } } })),
  });
}

/** How many positions there are in all baskets. */
export const basketSizeQuery = queryOptions({
  queryKey: [...basketKey, "size"],
  queryFn: () => body(client.GET("/basket/size")),
});

/** Adds to the basket; items that cannot be called off any more are left out and named. */
export const putIntoBasket: Act<
  components["schemas"]["PutIntoBasket"],
  components["schemas"]["PutIntoBasketResult"]
> = {
  run: (wanted, intent) => body(client.POST("/basket/lines", { params: { header: intent }, body: wanted })),
  changes: [basketKey],
};

/** Says how much of an item is in the basket. */
export const setInBasket: Act<{ memberId: string; itemId: string; quantity: string }, Basket> = {
  run: ({ itemId, ...wanted }) =>
    body(client.PUT("/basket/lines/{itemId}", { params: { path: { itemId } }, body: wanted })),
  changes: [basketKey],
};

/** Takes an item out of the basket. */
export const takeFromBasket: Act<{ memberId: string; itemId?: string }, Basket> = {
  run: (what) => body(client.DELETE("/basket/lines", { params: { query: what } })),
  changes: [basketKey],
};

/** What became of the part of a basket: an order, or why there is none. */
export interface Ordered {
  contract: BasketContract;
  callOff?: CallOff;
  problem?: Problem;
}

type Placed = { orders: { contract: BasketContract; order: PlaceCallOff }[] };

/** Orders part by part; each succeeds or fails by itself, and what is ordered leaves the basket. */
export function basketOrders(): Act<Placed, Ordered[]> {
  const places = new Map<string, (order: PlaceCallOff) => Promise<CallOff>>();
  return {
    run: async ({ orders }) => {
      const ordered: Ordered[] = [];
      for (const { contract, order } of orders) {
        const place = places.get(order.frameworkId) ?? intended(placeCallOff.run);
        places.set(order.frameworkId, place);
        try {
          ordered.push({ contract, callOff: await place(order) });
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem;
          ordered.push({ contract, problem });
        }
      }
      return ordered;
    },
    changes: placeCallOff.changes,
  };
}

/** The items one has marked. */
export function favouritesQuery(memberId: string) {
  return queryOptions({
    queryKey: [...catalogueKey, "favourites", memberId],
    queryFn: async () => (await body(client.GET("/favourites", { params: { query: { memberId } } }))).items,
  });
}

/** Marks an item, or no longer does. */
export const markItem: Act<{ itemId: string; marked: boolean }, void> = {
  run: async ({ itemId, marked }) => {
    const path = { params: { path: { itemId } } };
    await (marked ? client.PUT("/favourites/{itemId}", path) : client.DELETE("/favourites/{itemId}", path));
  },
  changes: [catalogueKey],
};

/** Certain items with all that catalogues say of them, to compare them. */
export function comparedQuery(memberId: string | undefined, id: string[]) {
  return queryOptions({
    queryKey: [...catalogueKey, "compared", memberId, id],
    queryFn: async () =>
      (
        await body(
          client.GET("/catalogue/items", { params: { query: { id, ...(memberId && { memberId }) } } }),
        )
      ).items,
  });
}

/** One's lists for a member, and those that are shared. */
export function itemListsQuery(memberId: string) {
  return queryOptions({
    queryKey: [...listsKey, memberId],
    queryFn: async () => (await body(client.GET("/item-lists", { params: { query: { memberId } } }))).items,
  });
}

/** Keeps a list. */
export const saveItemList: Act<components["schemas"]["SaveItemList"], ItemList> = {
  run: (list, intent) => body(client.POST("/item-lists", { params: { header: intent }, body: list })),
  changes: [listsKey, eventsKey],
};

/** Takes a list away. */
export const removeItemList: Act<{ id: string; version: number }, void> = {
  run: async ({ id, version }) => {
    await client.DELETE("/item-lists/{id}", { params: { path: { id }, header: ifMatch(version) } });
  },
  changes: [listsKey, eventsKey],
};

/** Groups of words that mean the same. */
export const synonymsQuery = queryOptions({
  queryKey: synonymsKey,
  queryFn: async () => (await body(client.GET("/synonyms"))).items,
});

/** Adds a group of words. */
export const addSynonyms: Act<{ words: string[] }, Synonyms> = {
  run: (group, intent) => body(client.POST("/synonyms", { params: { header: intent }, body: group })),
  changes: [synonymsKey, catalogueKey, eventsKey],
};

/** Takes a group of words away. */
export const removeSynonyms: Act<{ id: string; version: number }, void> = {
  run: async ({ id, version }) => {
    await client.DELETE("/synonyms/{id}", { params: { path: { id }, header: ifMatch(version) } });
  },
  changes: [synonymsKey, catalogueKey, eventsKey],
};

/** What a member has said about its orders. */
export function orderSettingsQuery(memberId: string) {
  return queryOptions({
    queryKey: [...settingsKey, memberId],
    queryFn: () => body(client.GET("/members/{id}/order-settings", { params: { path: { id: memberId } } })),
  });
}

/** Replaces the delivery addresses. */
export const setDeliveryAddresses: Act<
  { memberId: string; version: number; addresses: DeliveryAddress[] },
  OrderSettings
> = {
  run: ({ memberId, version, addresses }) =>
    body(
      client.PUT("/members/{id}/delivery-addresses", {
        params: { path: { id: memberId }, header: ifMatch(version) },
        body: { addresses },
      }),
    ),
  changes: [settingsKey, eventsKey],
};

/** Replaces the list of budget codes. */
export const setBudgetCodes: Act<{ memberId: string; version: number; codes: ListedCode[] }, OrderSettings> =
  {
    run: ({ memberId, version, codes }) =>
      body(
        client.PUT("/members/{id}/budget-codes", {
          params: { path: { id: memberId }, header: ifMatch(version) },
          body: { codes },
        }),
      ),
    changes: [settingsKey, eventsKey],
  };

/** What a year's call-offs cost beside the estimate. */
export function savingsQuery(memberId: string, year: number | undefined) {
  return queryOptions({
    queryKey: ["savings", memberId, year],
    queryFn: () => body(client.GET("/savings", { params: { query: { memberId, ...(year && { year }) } } })),
  });
}

/** What a member's call-offs of a year cost beside the estimates, as a file. */
export const downloadSavings: Act<{ memberId: string; year: number }, Blob> = {
  // The contract says text; the client is told to read a blob.
  run: async (query) =>
    (await body(client.GET("/savings.csv", { params: { query }, parseAs: "blob" }))) as unknown as Blob,
  changes: [],
};
