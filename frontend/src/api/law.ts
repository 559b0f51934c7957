import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";

/** A dated figure of procurement law with all its values. */
export type LegalParameter = components["schemas"]["LegalParameter"];

/** A value of such a figure from a day on. */
export type LegalValue = components["schemas"]["LegalValue"];

const lawKey = ["law"] as const;

/** The figures of the law as they hold in the cooperative. */
export const lawQuery = queryOptions({
  queryKey: lawKey,
  queryFn: () => body(client.GET("/legal-parameters")),
});

/** Adds a value that holds from a day to come. */
export const addLegalValue: Act<
  { code: string; version: number; value: components["schemas"]["AddLegalValue"] },
  LegalParameter
> = {
  run: ({ code, version, value }) =>
    body(
      client.POST("/legal-parameters/{code}/values", {
        params: { path: { code }, header: ifMatch(version) },
        body: value,
      }),
    ),
  changes: [lawKey, eventsKey],
};
