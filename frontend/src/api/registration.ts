import { queryOptions } from "@tanstack/react-query";
import { body, client } from "./client";
import type { components } from "./schema.gen";

/** What a supplier enters of itself and of who acts for it. */
export type EnterSupplier = components["schemas"]["EnterSupplier"];

/** Where a supplier can register itself; nowhere without a mail server. */
export const placesQuery = queryOptions({
  queryKey: ["registration", "places"],
  queryFn: () => body(client.GET("/supplier-registrations/places")),
});

/** Enters a supplier, which waits until its link is used. */
export async function enterSupplier(entered: EnterSupplier): Promise<void> {
  await client.POST("/supplier-registrations", { body: entered });
}

/** What waits for a link, which stays usable. The secret is no part of the key, which outlives the page. */
export const registrationQuery = (secret: string) =>
  queryOptions({
    queryKey: ["registration", "open"],
    queryFn: () => body(client.POST("/supplier-registrations/open", { body: { secret } })),
    gcTime: 0,
    retry: false,
  });

/** Uses the link up: the supplier is registered, and its first person signs in with the password. */
export async function confirmRegistration(secret: string, password: string): Promise<void> {
  await client.POST("/supplier-registrations/confirm", { body: { secret, password } });
}

/** The invitation that waits for a link, which stays usable. */
export const invitationQuery = (secret: string) =>
  queryOptions({
    queryKey: ["invitation", "open"],
    queryFn: () => body(client.POST("/supplier-invitations/open", { body: { secret } })),
    gcTime: 0,
    retry: false,
  });

/** Uses the link up: who holds it acts for the supplier and signs in with the password. */
export async function acceptInvitation(secret: string, password: string): Promise<void> {
  await client.POST("/supplier-invitations/accept", { body: { secret, password } });
}
