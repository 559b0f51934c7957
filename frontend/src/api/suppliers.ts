import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** Whether a supplier may bid, in a word. */
export type SupplierStanding = components["schemas"]["SupplierStanding"];

/** A supplier in a list. */
export type Supplier = components["schemas"]["Supplier"];

/** A supplier with all that is kept of it. */
export type SupplierFile = components["schemas"]["SupplierFile"];

/** What a supplier says of itself. */
export type SupplierProfile = components["schemas"]["SetSupplierProfile"];

/** A ban as it is written. */
export type BanSupplier = components["schemas"]["BanSupplier"];

/** How a bidder stood at the deadline and stands now. */
export type BidderStanding = components["schemas"]["BidderStanding"];

/** Which suppliers are wanted; what is left out does not bound the list. */
export interface SupplierSearch {
  q?: string | undefined;
  standing?: SupplierStanding | undefined;
}

const suppliersKey = ["suppliers"] as const;

/** Suppliers by name. */
export function suppliersQuery(search: SupplierSearch) {
  return pagedQuery([...suppliersKey, "list", search], (cursor) =>
    body(client.GET("/suppliers", { params: { query: { ...search, cursor } } })),
  );
}

/** One supplier. */
export const supplierQuery = (id: string) =>
  queryOptions({
    queryKey: [...suppliersKey, "one", id],
    queryFn: () => body(client.GET("/suppliers/{id}", { params: { path: { id } } })),
  });

/** How the bidders of an opened tender stood and stand. */
export const bidderStandingsQuery = (id: string) =>
  queryOptions({
    queryKey: [...suppliersKey, "standings", id],
    queryFn: () => body(client.GET("/tenders/{id}/bidder-standings", { params: { path: { id } } })),
  });

/** Registers a supplier. */
export const registerSupplier: Act<components["schemas"]["RegisterSupplier"], SupplierFile> = {
  run: (supplier, intent) => body(client.POST("/suppliers", { params: { header: intent }, body: supplier })),
  changes: [suppliersKey, eventsKey],
};

interface Of {
  id: string;
  version: number;
}

const on = ({ id, version }: Of) => ({ path: { id }, header: ifMatch(version) });

/** Writes anew what a supplier says of itself. */
export const setSupplierProfile: Act<Of & { profile: SupplierProfile }, SupplierFile> = {
  run: ({ profile, ...of }) => body(client.PUT("/suppliers/{id}/profile", { params: on(of), body: profile })),
  changes: [suppliersKey, eventsKey],
};

/** Verifies or refuses what a supplier says of itself. */
export const checkSupplier: Act<Of & { outcome: "verified" | "refused"; reason: string }, SupplierFile> = {
  run: ({ outcome, reason, ...of }) =>
    body(client.POST("/suppliers/{id}/checks", { params: on(of), body: { outcome, reason } })),
  changes: [suppliersKey, eventsKey],
};

/** Keeps a supplier out from a day to a day. */
export const banSupplier: Act<Of & { ban: BanSupplier }, SupplierFile> = {
  run: ({ ban, ...of }) => body(client.POST("/suppliers/{id}/bans", { params: on(of), body: ban })),
  changes: [suppliersKey, eventsKey],
};

/** Ends a ban before its time. */
export const liftBan: Act<Of & { banId: string; reason: string }, SupplierFile> = {
  run: ({ banId, reason, id, version }) =>
    body(
      client.POST("/suppliers/{id}/bans/{banId}/lift", {
        params: { path: { id, banId }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes: [suppliersKey, eventsKey],
};
