/** A computation of the server, by the steps of the sheet. */
export interface Computation {
  /** The quota with its remainder, or the level times the weight beside the bound. */
  first: readonly string[];
  /** How one of the cents left over is added. */
  cent?: string;
  /** What follows: the sign of a credit, the base amount, what a grant gave, what was carried. */
  after: readonly string[];
}

/**
 * The lines of "2400000 × 118946 / 7998877 = 35689 rest 123456; 35689 + 1 = 35690; 35690 + 5000 = 40690". A held
 * share has no remainder: "1200 × 5 = 6000 ≥ 4000; 4000".
 */
export function computation(formula: string, share: { extra: boolean; held?: string }): Computation {
  const lines = formula.split("; ").filter((line) => line !== "");
  if (share.held) {
    const compared = /[≥≤]/.test(lines[0] ?? "");
    return { first: lines.slice(0, compared ? 2 : 1), after: lines.slice(compared ? 2 : 1) };
  }
  const [first, second] = lines;
  if (share.extra && second !== undefined)
    return { first: first ? [first] : [], cent: second, after: lines.slice(2) };
  return { first: first ? [first] : [], after: lines.slice(1) };
}
