import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { frameworksKey } from "./frameworks";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** What a call-off is as a service: its budget, its rates and its time sheets. */
export type Services = components["schemas"]["Services"];

/** A budget for work, and what was worked. */
export type Engagement = components["schemas"]["Engagement"];

/** What a supplier says was worked. */
export type TimeSheet = components["schemas"]["TimeSheet"];

/** An entry of a time sheet as it is written. */
export type WorkedEntry = components["schemas"]["WorkedEntry"];

/** Entries, and what is wrong with each. */
export type TimeSheetCheck = components["schemas"]["TimeSheetCheck"];

const servicesKey = ["services"] as const;

/** A call-off as a service. */
export function servicesQuery(callOffId: string) {
  return queryOptions({
    queryKey: [...servicesKey, callOffId],
    queryFn: () => body(client.GET("/call-offs/{id}/services", { params: { path: { id: callOffId } } })),
  });
}

const changes = [servicesKey, ["call-offs"], frameworksKey, todoKey, eventsKey];

/** Says what services are called off for. */
export const agreeEngagement: Act<
  { callOffId: string; terms: components["schemas"]["AgreeEngagement"] },
  Services
> = {
  run: ({ callOffId, terms }) =>
    body(client.POST("/call-offs/{id}/engagement", { params: { path: { id: callOffId } }, body: terms })),
  changes,
};

/** Ends the work and gives back what was not used. */
export const closeEngagement: Act<{ callOffId: string; version: number }, Services> = {
  run: ({ callOffId, version }) =>
    body(
      client.POST("/call-offs/{id}/engagement/close", {
        params: { path: { id: callOffId }, header: ifMatch(version) },
      }),
    ),
  changes,
};

/** Reads a table of entries and tells what is wrong with each line. */
export const checkTimeSheet: Act<{ callOffId: string; table: string }, TimeSheetCheck> = {
  run: ({ callOffId, table }) =>
    body(
      client.POST("/call-offs/{id}/time-sheets/check", {
        params: { path: { id: callOffId } },
        body: { table },
      }),
    ),
  changes: [],
};

/** Hands a sheet in. */
export const handInTimeSheet: Act<{ callOffId: string; entries: WorkedEntry[] }, Services> = {
  run: ({ callOffId, entries }, intent) =>
    body(
      client.POST("/call-offs/{id}/time-sheets", {
        params: { path: { id: callOffId }, header: intent },
        body: { entries },
      }),
    ),
  changes,
};

/** A time sheet in the version that was looked at. */
export interface SheetSeen {
  callOffId: string;
  sheetId: string;
  version: number;
}

const seen = ({ callOffId, sheetId, version }: SheetSeen) => ({
  path: { id: callOffId, sheetId },
  header: ifMatch(version),
});

/** Hands in again what was sent back. */
export const correctTimeSheet: Act<SheetSeen & { entries: WorkedEntry[] }, Services> = {
  run: (sheet) =>
    body(
      client.PUT("/call-offs/{id}/time-sheets/{sheetId}", {
        params: seen(sheet),
        body: { entries: sheet.entries },
      }),
    ),
  changes,
};

/** Accepts a sheet, for good. */
export const acceptTimeSheet: Act<SheetSeen, Services> = {
  run: (sheet) => body(client.POST("/call-offs/{id}/time-sheets/{sheetId}/accept", { params: seen(sheet) })),
  changes,
};

/** Sends a sheet back. */
export const returnTimeSheet: Act<SheetSeen & { reason: string }, Services> = {
  run: (sheet) =>
    body(
      client.POST("/call-offs/{id}/time-sheets/{sheetId}/return", {
        params: seen(sheet),
        body: { reason: sheet.reason },
      }),
    ),
  changes,
};
