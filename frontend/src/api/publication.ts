import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import type { components } from "./schema.gen";
import { tendersKey } from "./tenders";

/** A public notice that a tender has or may have. */
export type TenderNotice = components["schemas"]["TenderNotice"];

/** A public notice as it was issued. */
export type IssuedNotice = components["schemas"]["IssuedNotice"];

/** What the notices of a tender say beside the tender itself. */
export type NoticeParticulars = components["schemas"]["NoticeParticulars"];

/** The public notices of a tender, with what is stated for them and of whom something is missing. */
export type TenderNotices = components["schemas"]["TenderNotices"];

type Wanted = components["schemas"]["IssueNotice"];

/** What every public notice of the cooperative says about it. */
export type PublicationProfile = components["schemas"]["PublicationProfile"];

const profileKey = ["publication-profile"] as const;

/** What every public notice of the cooperative says about it; empty while nothing is given. */
export const publicationProfileQuery = queryOptions({
  queryKey: profileKey,
  queryFn: () => body(client.GET("/publication-profile")),
});

/** Sets it; what was issued keeps what it said. */
export const setPublicationProfile: Act<
  { version: number; profile: components["schemas"]["PublicationProfileInput"] },
  PublicationProfile
> = {
  run: ({ version, profile }) =>
    body(client.PUT("/publication-profile", { params: { header: ifMatch(version) }, body: profile })),
  changes: [profileKey, tendersKey],
};

/** The public notices of a tender, each with what it still lacks. */
export function tenderNoticesQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "notices", id],
    queryFn: () => body(client.GET("/tenders/{id}/notices", { params: { path: { id } } })),
  });
}

/** States what the notices of a tender say beside the tender itself. */
export const setNoticeParticulars: Act<
  { id: string; version: number; particulars: components["schemas"]["NoticeParticularsInput"] },
  unknown
> = {
  run: ({ id, version, particulars }) =>
    body(
      client.PUT("/tenders/{id}/notices/particulars", {
        params: { path: { id }, header: ifMatch(version) },
        body: particulars,
      }),
    ),
  changes: [tendersKey],
};

/** Issues a notice, which is kept for ever. */
export const issueNotice: Act<{ id: string; wanted: Wanted }, unknown> = {
  run: ({ id, wanted }, intent) =>
    body(client.POST("/tenders/{id}/notices", { params: { path: { id }, header: intent }, body: wanted })),
  changes: [tendersKey],
};

/** Where a browser loads a notice as it would be issued now. */
export function previewAddress(id: string, { kind, modification }: TenderNotice): string {
  const of = modification ? `?modificationId=${modification.id}` : "";
  return `/api/v1/tenders/${id}/notices/${kind}/xml${of}`;
}

/** Where a browser loads an issued notice. */
export function issuedAddress(id: string, issued: IssuedNotice): string {
  return `/api/v1/tenders/${id}/notices/issued/${issued.id}/xml`;
}
