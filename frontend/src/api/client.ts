import createClient, { type Middleware } from "openapi-fetch";
import { currentLanguage } from "../lib/preferences";
import { problemOf, unreachable } from "./problem";
import type { paths } from "./schema.gen";

// In memory only: a script that cannot read the page's state cannot change anything in its name.
let csrfToken: string | undefined;

/** Keeps the token that every change has to carry; a session's answer brings it. */
export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", currentLanguage());
    if (csrfToken && request.method !== "GET") request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return response;
  },
  onError() {
    return unreachable();
  },
};

/** The server, typed by its contract. Every answer but a success is thrown as a Problem. */
export const client = createClient<paths>({ baseUrl: "/api/v1", credentials: "same-origin" });
client.use(manners);

/** The body of a successful answer. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await answer;
  if (data === undefined || data === null) throw unreachable();
  return data;
}

/** The header that makes a change fail with object.stale if the object was changed since it was read. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}
