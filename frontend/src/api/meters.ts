import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import type { Decision } from "./call-offs";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";
import { asItIs } from "./uploads";

type Schemas = components["schemas"];

/** What measures how much a member uses. */
export type Meter = Schemas["Meter"];

/** What a meter used, day by day. */
export type MeterCourse = Schemas["MeterCourse"];

/** What a meter read on a day, with corrections. */
export type MeterDay = Schemas["MeterDay"];

/** A delivery of readings. */
export type ReadingImport = Schemas["ReadingImport"];

const metersKey = ["meters"] as const;

/** The meters one sees, by name. */
export const metersQuery = queryOptions({
  queryKey: [...metersKey, "list"],
  queryFn: async () => (await body(client.GET("/meters"))).items,
});

/** What a meter used day by day; a month where no days are said. */
export function meterCourseQuery(id: string, days: { from?: string | undefined; to?: string | undefined }) {
  return queryOptions({
    queryKey: [...metersKey, "course", id, days],
    queryFn: () => body(client.GET("/meters/{id}/days", { params: { path: { id }, query: days } })),
  });
}

/** What a meter read on a day. */
export function meterDayQuery(id: string, day: string) {
  return queryOptions({
    queryKey: [...metersKey, "day", id, day],
    queryFn: () => body(client.GET("/meters/{id}/days/{day}", { params: { path: { id, day } } })),
  });
}

/** The latest deliveries, without what was wrong with them. */
export const importsQuery = queryOptions({
  queryKey: [...metersKey, "imports"],
  queryFn: async () => (await body(client.GET("/reading-imports"))).items,
});

/** A delivery with what is wrong with which line. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: [...metersKey, "import", id],
    queryFn: () => body(client.GET("/reading-imports/{id}", { params: { path: { id } } })),
  });
}

/** The months that are closed, the latest first. */
export const meteringClosingsQuery = queryOptions({
  queryKey: [...metersKey, "closings"],
  queryFn: async () => (await body(client.GET("/metering-closings"))).items,
});

const changes = [metersKey, todoKey, eventsKey];

/** Builds a meter in. */
export const fitMeter: Act<Schemas["FitMeter"], Meter> = {
  run: (meter, intent) => body(client.POST("/meters", { params: { header: intent }, body: meter })),
  changes,
};

/** Takes a meter out, with its last day. */
export const removeMeter: Act<Decision & { to: string }, Meter> = {
  run: ({ id, version, to }) =>
    body(
      client.POST("/meters/{id}/remove", {
        params: { path: { id }, header: ifMatch(version) },
        body: { to },
      }),
    ),
  changes,
};

/** Says what a meter really read; what stood before is kept. */
export const correctReading: Act<{ meterId: string; correction: Schemas["CorrectReading"] }, MeterDay> = {
  run: ({ meterId, correction }, intent) =>
    body(
      client.POST("/meters/{id}/corrections", {
        params: { path: { id: meterId }, header: intent },
        body: correction,
      }),
    ),
  changes,
};

/** The formats in which readings are delivered. */
export type ReadingFormat = "csv" | "json" | "openmetrics" | "prometheus";

/** Delivers readings; under the same name it goes on where it broke off. */
export const deliverReadings: Act<{ name: string; format: ReadingFormat; file: File }, ReadingImport> = {
  run: ({ name, format, file }) =>
    body(client.POST("/reading-imports", { params: { query: { name, format } }, ...asItIs(file) })),
  changes,
};

/** Closes a month of readings. */
export const closeMeteringMonth: Act<Schemas["CloseMeteringMonth"], unknown> = {
  run: (closing) => client.POST("/metering-closings", { body: closing }),
  changes,
};
