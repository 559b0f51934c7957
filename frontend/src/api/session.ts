import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { body, client, rememberCsrfToken } from "./client";
import { Problem } from "./problem";
import type { components } from "./schema.gen";

/** Who is signed in, in which cooperative, and what they may do. */
export type Session = components["schemas"]["Session"];

/** Nobody is signed in. An installation that runs the demonstration says so. */
export type SignedOut = components["schemas"]["SignedOut"];

/** Asks who is signed in; nobody is an answer, not a failure. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | SignedOut> => {
    const answer = await body(client.GET("/session"));
    return isSignedIn(answer) ? remembered(answer) : answer;
  },
  staleTime: 60_000,
});

/** Whether somebody is signed in. */
export function isSignedIn(session: Session | SignedOut): session is Session {
  return "person" in session;
}

/** The session of a page that only those signed in reach. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!isSignedIn(data))
    throw new Problem({ type: "about:blank", title: "", status: 401, code: "session.required" });
  return data;
}

/** Whether the person may do the act somewhere: decides what is offered, never what is allowed. */
export function useMay(): (act: string) => boolean {
  const { acts } = useSession();
  return (act) => acts.includes(act);
}

/** Signs in; what the page shows follows. */
export function useSignIn() {
  const queries = useQueryClient();
  return async (credentials: { email: string; password: string }) => {
    const session = remembered(await body(client.POST("/session", { body: credentials })));
    queries.setQueryData(sessionQuery.queryKey, session);
  };
}

/** Signs out and loads the page anew, so that nothing stays in memory of what was seen. */
export async function signOut(): Promise<void> {
  await client.DELETE("/session");
  window.location.assign("/sign-in");
}

/** Goes to work in another cooperative, whose data have nothing to do with what was seen before. */
export async function switchCooperative(cooperativeId: string): Promise<void> {
  await client.PUT("/session/cooperative", { body: { cooperativeId } });
  window.location.assign("/");
}

function remembered(session: Session): Session {
  rememberCsrfToken(session.csrfToken);
  return session;
}
