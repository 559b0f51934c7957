import { randomUUID } from "node:crypto";
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "../src/api/schema.gen";
import type { Allmende } from "./allmende";

/** Somebody of the demonstration who calls the server without a browser: for what a journey only begins with. */
export interface Caller {
  client: ReturnType<typeof createClient<paths>>;
  session: components["schemas"]["Session"];
}

/** Signs somebody in. Every refusal of a call is thrown with the server's sentence. */
export async function callAs(allmende: Allmende, email: string): Promise<Caller> {
  const client = createClient<paths>({ baseUrl: `${allmende.url}/api/v1` });
  let cookies = "";
  let token = "";
  const manners: Middleware = {
    onRequest({ request }) {
      request.headers.set("Cookie", cookies);
      if (request.method !== "GET") request.headers.set("X-CSRF-Token", token);
      return request;
    },
    async onResponse({ request, response }) {
      const set = response.headers.getSetCookie();
      if (set.length > 0) cookies = set.map((cookie) => cookie.split(";")[0]).join("; ");
      if (!response.ok) throw new Error(`${request.method} ${request.url}: ${await response.text()}`);
      return response;
    },
  };
  client.use(manners);
  const session = await answerOf(client.POST("/session", { body: { email, password: allmende.password() } }));
  token = session.csrfToken;
  return { client, session };
}

/** What the server answered. */
export async function answerOf<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await answer;
  if (data === undefined || data === null) throw new Error("the answer is empty");
  return data;
}

/** Where and on which version a step is taken. */
export const stepOf = ({ id, version }: { id: string; version: number }) => ({
  path: { id },
  header: { "If-Match": `"${version}"` },
});

/** The header of an act that is done once. */
export const once = () => ({ "Idempotency-Key": randomUUID() });
