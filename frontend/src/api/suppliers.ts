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

/** The first suppliers whose name has the words, to choose from. */
export const supplierNamesQuery = (q: string) =>
  queryOptions({
    queryKey: [...suppliersKey, "names", q],
    queryFn: () => body(client.GET("/suppliers", { params: { query: q ? { q } : {} } })),
  });

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

/** A certificate as it is written. */
export type AddCertificate = components["schemas"]["AddSupplierCertificate"];

/** Writes down a certificate that a supplier shows. */
export const addCertificate: Act<Of & { certificate: AddCertificate }, SupplierFile> = {
  run: ({ certificate, ...of }) =>
    body(client.POST("/suppliers/{id}/certificates", { params: on(of), body: certificate })),
  changes: [suppliersKey, eventsKey],
};

/** Takes a certificate back. */
export const withdrawCertificate: Act<Of & { certificateId: string }, SupplierFile> = {
  run: ({ certificateId, id, version }) =>
    body(
      client.POST("/suppliers/{id}/certificates/{certificateId}/withdraw", {
        params: { path: { id, certificateId }, header: ifMatch(version) },
      }),
    ),
  changes: [suppliersKey, eventsKey],
};

/** Has somebody act for the supplier no more. */
export const endActing: Act<Of & { personId: string }, SupplierFile> = {
  run: ({ personId, id, version }) =>
    body(
      client.POST("/suppliers/{id}/people/{personId}/end", {
        params: { path: { id, personId }, header: ifMatch(version) },
      }),
    ),
  changes: [suppliersKey, eventsKey],
};

/** Invites somebody to act for the supplier. */
export const inviteColleague: Act<Of & { invite: components["schemas"]["InviteColleague"] }, SupplierFile> = {
  run: ({ invite, ...of }) =>
    body(client.POST("/suppliers/{id}/invitations", { params: on(of), body: invite })),
  changes: [suppliersKey, eventsKey],
};

/** Sends an invitation again, by a new link. */
export const renewInvitation: Act<Of & { invitationId: string }, SupplierFile> = {
  run: ({ invitationId, id, version }) =>
    body(
      client.POST("/suppliers/{id}/invitations/{invitationId}/renew", {
        params: { path: { id, invitationId }, header: ifMatch(version) },
      }),
    ),
  changes: [suppliersKey, eventsKey],
};

/** Takes an invitation back. */
export const withdrawInvitation: Act<Of & { invitationId: string }, SupplierFile> = {
  run: ({ invitationId, id, version }) =>
    body(
      client.POST("/suppliers/{id}/invitations/{invitationId}/withdraw", {
        params: { path: { id, invitationId }, header: ifMatch(version) },
      }),
    ),
  changes: [suppliersKey, eventsKey],
};

/** A ground for exclusion as it is written. */
export type FindGround = components["schemas"]["FindGround"];

/** What is thought of a ground that was found. */
export type AssessFinding = components["schemas"]["AssessFinding"];

/** Writes down a ground for exclusion. */
export const findGround: Act<Of & { finding: FindGround }, SupplierFile> = {
  run: ({ finding, ...of }) =>
    body(client.POST("/suppliers/{id}/findings", { params: on(of), body: finding })),
  changes: [suppliersKey, eventsKey],
};

/** Judges a ground that was found. */
export const assessFinding: Act<Of & { findingId: string; assessment: AssessFinding }, SupplierFile> = {
  run: ({ findingId, assessment, id, version }) =>
    body(
      client.POST("/suppliers/{id}/findings/{findingId}/assessments", {
        params: { path: { id, findingId }, header: ifMatch(version) },
        body: assessment,
      }),
    ),
  changes: [suppliersKey, eventsKey],
};

/** Declares something of one's own enterprise. */
export const declareSupplier: Act<
  Of & { declaration: components["schemas"]["DeclareSupplier"] },
  SupplierFile
> = {
  run: ({ declaration, ...of }) =>
    body(client.POST("/suppliers/{id}/declarations", { params: on(of), body: declaration })),
  changes: [suppliersKey, eventsKey],
};
