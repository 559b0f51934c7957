import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { tendersKey } from "./tenders";
import { todoKey } from "./todo";

/** Until when an award is to be reported to the procurement statistics, and what was. */
export type TenderStatistics = components["schemas"]["TenderStatistics"];

/** Those of a tender. */
export const statisticsQuery = (id: string) =>
  queryOptions({
    queryKey: [...tendersKey, "statistics", id],
    queryFn: () => body(client.GET("/tenders/{id}/statistics", { params: { path: { id } } })),
  });

/** Takes down that the award was reported. */
export const reportStatistics: Act<{ id: string; reportedOn: string; number: string }, TenderStatistics> = {
  run: ({ id, ...report }) =>
    body(client.POST("/tenders/{id}/statistics", { params: { path: { id } }, body: report })),
  changes: [tendersKey, todoKey, eventsKey],
};
