import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import type { components } from "./schema.gen";

/** An entry of a list of reference data. */
export type Code = components["schemas"]["Code"];

/** The lists that codes are of: what is bought, where, and what it is measured in. */
export type CodeList = "cpv" | "nuts" | "units";

/** Codes by code or words, the closest first; none where the list was not imported. */
export const codesQuery = (list: CodeList, q: string) =>
  queryOptions({
    queryKey: ["codes", list, q],
    queryFn: () => body(client.GET("/codes/{list}", { params: { path: { list }, query: { q } } })),
    staleTime: 10 * 60 * 1000,
  });
