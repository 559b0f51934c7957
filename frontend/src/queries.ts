import { QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "./api/problem";

/** Keeps what the server said. Only what may come right by itself is asked for again. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: signInAgain }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof Problem && error.undecided,
      },
    },
  });
}

/** A session that ended while the page was open: sign in and come back. Acts tell it in their own place. */
function signInAgain(error: Error) {
  if (!(error instanceof Problem) || error.code !== "session.required") return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
