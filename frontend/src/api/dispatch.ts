import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { catalogueKey } from "./catalogue";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { frameworksKey } from "./frameworks";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** How an order reaches its supplier, and what that said. */
export type OrderDispatch = components["schemas"]["OrderDispatch"];

/** When a line comes, and what is otherwise than ordered. */
export type AnsweredLine = components["schemas"]["ConfirmOrder"]["lines"][number];

/** Where a supplier takes orders. */
export type OrderAddress = components["schemas"]["OrderAddress"];

/** The documents of an order. */
export type OrderFormat = "order.pdf" | "order.xml" | "response.xml";

const dispatchKey = ["dispatch"] as const;
const addressKey = ["order-address"] as const;

/** How a placed order reaches its supplier. */
export function dispatchQuery(id: string) {
  return queryOptions({
    queryKey: [...dispatchKey, id],
    queryFn: () => body(client.GET("/call-offs/{id}/dispatch", { params: { path: { id } } })),
  });
}

/** Where a supplier takes orders. */
export function orderAddressQuery(id: string) {
  return queryOptions({
    queryKey: [...addressKey, id],
    queryFn: () => body(client.GET("/suppliers/{id}/order-address", { params: { path: { id } } })),
  });
}

const changes = [dispatchKey, ["call-offs"], catalogueKey, frameworksKey, todoKey, eventsKey];

interface Answer {
  id: string;
  version: number;
}

/** The supplier delivers. */
export const confirmOrder: Act<Answer & { lines: AnsweredLine[] }, OrderDispatch> = {
  run: ({ id, version, lines }) =>
    body(
      client.POST("/call-offs/{id}/confirm", {
        params: { path: { id }, header: ifMatch(version) },
        body: { lines },
      }),
    ),
  changes,
};

/** The supplier does not deliver. */
export const declineOrder: Act<Answer & { reason: string }, OrderDispatch> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/call-offs/{id}/decline", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** The supplier answers by an electronic document. */
export const respondToOrder: Act<Answer & { document: string }, OrderDispatch> = {
  run: ({ id, version, document }) =>
    body(
      client.POST("/call-offs/{id}/response", {
        params: { path: { id }, header: ifMatch(version) },
        body: { document },
      }),
    ),
  changes,
};

/** Says where a supplier takes orders. */
export const setOrderAddress: Act<{ id: string; address: OrderAddress }, OrderAddress> = {
  run: ({ id, address: { version, ...address } }) =>
    body(
      client.PUT("/suppliers/{id}/order-address", {
        params: { path: { id }, header: ifMatch(version) },
        body: address,
      }),
    ),
  changes: [addressKey, dispatchKey, eventsKey],
};

/** A document of an order. */
export const downloadOrder: Act<{ id: string; format: OrderFormat }, Blob> = {
  run: async ({ id, format }) => {
    const wanted = { params: { path: { id } }, parseAs: "blob" } as const;
    // The contract says binary text; the client is told to read a blob.
    const files: Record<OrderFormat, () => Promise<{ data?: unknown }>> = {
      "order.pdf": () => client.GET("/call-offs/{id}/order.pdf", wanted),
      "order.xml": () => client.GET("/call-offs/{id}/order.xml", wanted),
      "response.xml": () => client.GET("/call-offs/{id}/response.xml", wanted),
    };
    return (await body(files[format]())) as Blob;
  },
  changes: [],
};
