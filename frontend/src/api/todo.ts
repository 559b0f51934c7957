import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import type { components } from "./schema.gen";

/** Something that waits for the person signed in. */
export type ToDo = components["schemas"]["ToDo"];

/** The key under which everything about tasks is kept. */
export const todoKey = ["todo"] as const;

/** What waits for the person signed in, the earliest due first. */
export const todoQuery = queryOptions({
  queryKey: todoKey,
  queryFn: async () => (await body(client.GET("/todo"))).items,
  refetchOnWindowFocus: "always",
});
