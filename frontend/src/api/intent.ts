import { Problem } from "./problem";

/** What one intended act carries along, so that sending it twice does it once. */
export interface Intent {
  "Idempotency-Key": string;
}

/**
 * Gives an act its idempotency key: the same input keeps its key for as long as the outcome is unknown (the
 * line broke, the server failed), so that pressing the button again cannot order twice. A definite answer,
 * good or bad, ends the intent; changed input is another one.
 */
export function intended<Input, Result>(
  act: (input: Input, intent: Intent) => Promise<Result>,
): (input: Input) => Promise<Result> {
  let open: { input: string; key: string } | undefined;
  return async (input) => {
    const text = JSON.stringify(input) ?? ""; // of an act without input there is no JSON
    if (open?.input !== text) open = { input: text, key: crypto.randomUUID() };
    try {
      const result = await act(input, { "Idempotency-Key": open.key });
      open = undefined;
      return result;
    } catch (error) {
      if (error instanceof Problem && !error.undecided) open = undefined;
      throw error;
    }
  };
}
