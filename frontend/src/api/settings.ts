import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** Of what I am told by mail, and how. */
export type NoticeSettings = components["schemas"]["NoticeSettings"];

/** How I am told of a kind of news. */
export type NoticeWay = components["schemas"]["NoticeWay"];

/** A mail that could not be delivered. */
export type Undelivered = components["schemas"]["Undelivered"];

const noticesKey = ["notices"] as const;
const calendarKey = ["calendar"] as const;
const undeliveredKey = ["undelivered"] as const;

/** Of what I am told, and how. */
export const noticesQuery = queryOptions({
  queryKey: noticesKey,
  queryFn: () => body(client.GET("/notices")),
});

/** Whether I have a calendar's address. */
export const calendarQuery = queryOptions({
  queryKey: calendarKey,
  queryFn: () => body(client.GET("/calendar")),
});

/** What could not be delivered, for administrators. */
export const undeliveredQuery = pagedQuery(undeliveredKey, (cursor) =>
  body(client.GET("/undelivered", { params: { query: { cursor } } })),
);

/** Sets of what I am told, and how. */
export const setNotices: Act<Pick<NoticeSettings, "language" | "ways" | "version">, NoticeSettings> = {
  run: ({ version, language, ways }) =>
    body(client.PUT("/notices", { params: { header: ifMatch(version) }, body: { language, ways } })),
  changes: [noticesKey],
};

/** Gives me a new secret address of my calendar. */
export const renewCalendar: Act<void, components["schemas"]["Calendar"]> = {
  run: () => body(client.POST("/calendar/renew")),
  changes: [calendarKey],
};

/** Has a mail tried again. */
export const deliverAgain: Act<string, void> = {
  run: async (id) => {
    await client.POST("/undelivered/{id}/again", { params: { path: { id } } });
  },
  changes: [undeliveredKey],
};
