import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";

/** What the cooperative's statements say about it. */
export type BillingProfile = components["schemas"]["BillingProfile"];

/** Where a member's statements go. */
export type BillingAddress = components["schemas"]["BillingAddress"];

const billingKey = ["billing"] as const;

/** The cooperative's particulars; empty texts while nothing is given. */
export const billingProfileQuery = queryOptions({
  queryKey: [...billingKey, "profile"],
  queryFn: () => body(client.GET("/billing-profile")),
});

/** Where a member's statements go; empty texts while nothing is given. */
export function billingAddressQuery(memberId: string) {
  return queryOptions({
    queryKey: [...billingKey, "address", memberId],
    queryFn: () => body(client.GET("/members/{id}/billing-address", { params: { path: { id: memberId } } })),
  });
}

/** Sets the cooperative's particulars; statements already issued keep what they said. */
export const setBillingProfile: Act<
  { version: number; profile: components["schemas"]["BillingProfileInput"] },
  BillingProfile
> = {
  run: ({ version, profile }) =>
    body(client.PUT("/billing-profile", { params: { header: ifMatch(version) }, body: profile })),
  changes: [billingKey, eventsKey],
};

/** Sets where a member's statements go. */
export const setBillingAddress: Act<
  { memberId: string; version: number; address: components["schemas"]["BillingAddressInput"] },
  BillingAddress
> = {
  run: ({ memberId, version, address }) =>
    body(
      client.PUT("/members/{id}/billing-address", {
        params: { path: { id: memberId }, header: ifMatch(version) },
        body: address,
      }),
    ),
  changes: [billingKey, eventsKey],
};
