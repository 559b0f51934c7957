import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import type { Decision } from "./call-offs";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";
import { asItIs, comesInParts, type Sending, sendInParts } from "./uploads";

type Schemas = components["schemas"];

/** What measures how much a member uses. */
export type Meter = Schemas["Meter"];

/** What a meter used, day by day. */
export type MeterCourse = Schemas["MeterCourse"];

/** What a meter read on a day, with corrections. */
export type MeterDay = Schemas["MeterDay"];

/** A delivery of readings. */
export type ReadingImport = Schemas["ReadingImport"];

/** The key of everything about meters. */
export const metersKey = ["meters"] as const;

const pollMs = 1000;

/** Whether the server takes a delivery by itself, now or soon. */
export function takenByItself({ state }: ReadingImport): boolean {
  return state === "waiting" || state === "running";
}

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
  refetchInterval: ({ state }) => (state.data?.some(takenByItself) ? pollMs : false),
});

/** A delivery with what is wrong with which line. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: [...metersKey, "import", id],
    queryFn: () => body(client.GET("/reading-imports/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && takenByItself(state.data) ? pollMs : false),
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

/** Says by a table what meters really read: all of it or nothing. */
export const correctReadings: Act<Schemas["CorrectReadings"], Schemas["ReadingCorrections"]> = {
  run: (table, intent) =>
    body(client.POST("/reading-corrections", { params: { header: intent }, body: table })),
  changes,
};

/** The formats in which readings are delivered. */
export type ReadingFormat = "csv" | "json" | "openmetrics" | "prometheus";

/** Readings on their way. */
interface Delivery {
  name: string;
  format: ReadingFormat;
  file: File;
  onStep: (now: Sending) => void;
}

/**
 * Delivers readings; under the same name it goes on where it broke off. A large file comes in parts, and the
 * server takes it by itself; but for the answers of a Prometheus, which come as a whole.
 */
export const deliverReadings: Act<Delivery, ReadingImport> = {
  run: async ({ name, format, file, onStep }) => {
    const upload =
      comesInParts(file) && format !== "prometheus" ? await sendInParts(file, onStep) : undefined;
    return body(
      client.POST("/reading-imports", {
        params: { query: { name, format, ...(upload && { upload }) } },
        ...asItIs(upload ? new Blob() : file),
      }),
    );
  },
  changes,
};

/** Ends a delivery that the server takes by itself; what was taken stays. */
export const cancelImport: Act<string, ReadingImport> = {
  run: (id) => body(client.POST("/reading-imports/{id}/cancel", { params: { path: { id } } })),
  changes,
};

/** Closes a month of readings. */
export const closeMeteringMonth: Act<Schemas["CloseMeteringMonth"], unknown> = {
  run: (closing) => client.POST("/metering-closings", { body: closing }),
  changes,
};
