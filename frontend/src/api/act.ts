import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Intent, intended } from "./intent";
import type { Problem } from "./problem";

/** An act on the server, as a resource's file offers it. */
export interface Act<Input, Result> {
  run: (input: Input, intent: Intent) => Promise<Result>;
  /** The keys of what it changes; everything under them is fetched again. */
  changes: readonly QueryKey[];
}

/** A mutation with an idempotency key per intended act, which fetches again what it changed. */
export function useAct<Input, Result>(act: Act<Input, Result>) {
  const queries = useQueryClient();
  const [run] = useState(() => intended(act.run));
  return useMutation<Result, Problem, Input>({
    mutationFn: run,
    onSuccess: () => Promise.all(act.changes.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
