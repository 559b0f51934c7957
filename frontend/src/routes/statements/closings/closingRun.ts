import { useSyncExternalStore } from "react";

/** Several closings, one after the other. */
export interface ClosingRun {
  /** The last days of the periods, in their order. */
  ends: readonly string[];
  done: number;
  /** How many statements were issued so far. */
  statements: number;
  /** Why it stopped before the end. */
  error?: unknown;
  finished: boolean;
}

// Outlives the page: one can look at something else while months are being closed.
let current: ClosingRun | undefined;
const listeners = new Set<() => void>();

function change(to: ClosingRun | undefined) {
  current = to;
  for (const listener of listeners) listener();
}

/** The closings under way, or the last ones since the program was loaded. */
export function useClosingRun(): ClosingRun | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** Forgets the last closings, which were looked at. */
export function forgetClosings(): void {
  if (current?.finished) change(undefined);
}

/**
 * Closes one period after the other; each is complete by itself, so stopping in between leaves nothing half
 * done. The promise ends with the last of them, or with the first that fails.
 */
export async function closeAll(
  ends: readonly string[],
  close: (through: string) => Promise<{ statements: number }>,
): Promise<ClosingRun> {
  let run: ClosingRun = { ends, done: 0, statements: 0, finished: false };
  change(run);
  try {
    for (const through of ends) {
      const { statements } = await close(through);
      run = { ...run, done: run.done + 1, statements: run.statements + statements };
      change(run);
    }
    run = { ...run, finished: true };
  } catch (error) {
    run = { ...run, error, finished: true };
  }
  change(run);
  return run;
}
