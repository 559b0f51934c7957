import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import type { Decision } from "./call-offs";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { metersKey } from "./meters";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

type Schemas = components["schemas"];

/** Capacity that is reserved together, as it stands today. */
export type CapacityPool = Schemas["CapacityPool"];

/** What is reserved: rack units, processors, storage. */
export type CapacityKind = Schemas["CapacityKind"];

/** Resources of a pool, week by week. */
export type CapacityHeatMap = Schemas["CapacityHeatMap"];

/** What was used of a pool against what was reserved. */
export type CapacityUse = Schemas["CapacityUse"];

/** Who holds what of a pool. */
export type CapacityTimeline = Schemas["CapacityTimeline"];

/** How long a resource lasts. */
export type ResourceOutlook = Schemas["ResourceOutlook"];

/** What a member holds of a pool. */
export type Reservation = Schemas["Reservation"];

/** Where a wish finds room. */
export type CapacityFit = Schemas["CapacityFit"];

/** What is looked for, and what is added or taken away in thought. */
export type FitCapacity = Schemas["FitCapacity"];

/** The key under which everything about capacity is kept. */
export const capacityKey = ["capacity"] as const;

/** The pools by site and name. */
export const poolsQuery = queryOptions({
  queryKey: [...capacityKey, "pools"],
  queryFn: () => body(client.GET("/capacity-pools")),
});

/** One pool. */
export function poolQuery(id: string) {
  return queryOptions({
    queryKey: [...capacityKey, "pool", id],
    queryFn: () => body(client.GET("/capacity-pools/{id}", { params: { path: { id } } })),
  });
}

/** Half a year of a pool, week by week. */
export function heatMapQuery(id: string) {
  return queryOptions({
    queryKey: [...capacityKey, "heat", id],
    queryFn: () =>
      body(client.GET("/capacity-pools/{id}/heat-map", { params: { path: { id }, query: { weeks: 26 } } })),
  });
}

/** What was used of a pool against what was reserved, in the weeks up to today. */
export function capacityUseQuery(id: string) {
  return queryOptions({
    queryKey: [...capacityKey, "use", id],
    queryFn: () => body(client.GET("/capacity-pools/{id}/use", { params: { path: { id } } })),
  });
}

/** Who holds what of a pool in the year to come. */
export function timelineQuery(id: string) {
  return queryOptions({
    queryKey: [...capacityKey, "timeline", id],
    queryFn: () => body(client.GET("/capacity-pools/{id}/timeline", { params: { path: { id } } })),
  });
}

/** How long a pool's resources last. */
export function outlookQuery(id: string) {
  return queryOptions({
    queryKey: [...capacityKey, "outlook", id],
    queryFn: () => body(client.GET("/capacity-pools/{id}/outlook", { params: { path: { id } } })),
  });
}

/** Reservations, the newest first; those that wait for a decision only. */
export function reservationsQuery(open: boolean) {
  return pagedQuery([...capacityKey, "reservations", open], (cursor) =>
    body(client.GET("/reservations", { params: { query: { ...(open && { open }), cursor } } })),
  );
}

/** The latest reservations of a member. */
export function memberReservationsQuery(memberId: string) {
  return queryOptions({
    queryKey: [...capacityKey, "of-member", memberId],
    queryFn: async () =>
      (await body(client.GET("/reservations", { params: { query: { memberId, limit: 200 } } }))).items,
  });
}

/** One reservation. */
export function reservationQuery(id: string) {
  return queryOptions({
    queryKey: [...capacityKey, "reservation", id],
    queryFn: () => body(client.GET("/reservations/{id}", { params: { path: { id } } })),
  });
}

/** Where and when a wish finds room; stores nothing. */
export const fitCapacity: Act<FitCapacity, Schemas["CapacityFits"]> = {
  run: (wish) => body(client.POST("/capacity/fits", { body: wish })),
  changes: [],
};

/** What another reservation or another level changes. */
export const changes = [capacityKey, todoKey, eventsKey];

/** Reserves all of it or nothing. */
export const reserve: Act<Schemas["Reserve"], Reservation> = {
  run: (wish, intent) => body(client.POST("/reservations", { params: { header: intent }, body: wish })),
  changes,
};

/** Replaces what is held from today on. */
export const changeReservation: Act<Decision & Schemas["ChangeReservation"], Reservation> = {
  run: ({ id, version, phases }) =>
    body(
      client.POST("/reservations/{id}/change", {
        params: { path: { id }, header: ifMatch(version) },
        body: { phases },
      }),
    ),
  changes,
};

/** Gives it to another member from a day on; answers with what that one has. */
export const handOverReservation: Act<Decision & { handOver: Schemas["HandOverReservation"] }, Reservation> =
  {
    run: ({ id, version, handOver }) =>
      body(
        client.POST("/reservations/{id}/hand-over", {
          params: { path: { id }, header: ifMatch(version) },
          body: handOver,
        }),
      ),
    changes: [...changes, metersKey],
  };

/** Goes on to a later day. */
export const extendReservation: Act<Decision & { to: string }, Reservation> = {
  run: ({ id, version, to }) =>
    body(
      client.POST("/reservations/{id}/extend", {
        params: { path: { id }, header: ifMatch(version) },
        body: { to },
      }),
    ),
  changes,
};

/** Gives back what comes after a day. */
export const releaseReservation: Act<Decision & { lastDay: string }, Reservation> = {
  run: ({ id, version, lastDay }) =>
    body(
      client.POST("/reservations/{id}/release", {
        params: { path: { id }, header: ifMatch(version) },
        body: { lastDay },
      }),
    ),
  changes,
};

/** Takes back what is requested, offered or waits. */
export const withdrawReservation: Act<Decision, Reservation> = {
  run: ({ id, version }) =>
    body(client.POST("/reservations/{id}/withdraw", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Takes what is offered from the waiting list. */
export const acceptReservation: Act<Decision, Reservation> = {
  run: ({ id, version }) =>
    body(client.POST("/reservations/{id}/accept", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Approves what was requested or proposed. */
export const approveReservation: Act<Decision, Reservation> = {
  run: ({ id, version }) =>
    body(client.POST("/reservations/{id}/approve", { params: { path: { id }, header: ifMatch(version) } })),
  changes,
};

/** Turns down what was requested or proposed. */
export const rejectReservation: Act<Decision & { reason: string }, Reservation> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/reservations/{id}/reject", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};
