import type { Reservation } from "../../../api/capacity";
import { compareDecimals } from "../../../lib/decimal";

type Phase = Reservation["phases"][number];

/** A phase as it is sent. */
export interface PhaseInput {
  from: string;
  to: string;
  claims: { resourceId: string; amount: string }[];
}

/** A phase in the form: an amount for each resource of the pool, empty or 0 for none. */
export interface PhaseValues {
  from: string;
  to: string;
  amounts: string[];
}

/** What of a reservation is over and stays, and what from a day on can be changed. */
export function divided(phases: readonly Phase[], day: string): { past: PhaseInput[]; ahead: PhaseInput[] } {
  const sent = phases.map(
    ({ from, to, claims }): PhaseInput => ({
      from,
      to,
      claims: claims.map(({ resourceId, amount }) => ({ resourceId, amount })),
    }),
  );
  return {
    past: sent
      .filter(({ from }) => from < day)
      .map((phase) => (phase.to < day ? phase : { ...phase, to: dayAfter(day, -1) })),
    ahead: sent
      .filter(({ to }) => to >= day)
      .map((phase) => (phase.from >= day ? phase : { ...phase, from: day })),
  };
}

/** A phase as the form shows it: its amounts in the order of the pool's resources. */
export function valuesOf(phase: PhaseInput, resources: readonly { id: string }[]): PhaseValues {
  const { from, to, claims } = phase;
  return {
    from,
    to,
    amounts: resources.map(({ id }) => claims.find(({ resourceId }) => resourceId === id)?.amount ?? ""),
  };
}

/** What was typed, after what is over; the two become one where nothing changes between them. */
export function together(
  past: readonly PhaseInput[],
  typed: readonly PhaseValues[],
  resources: readonly { id: string }[],
): PhaseInput[] {
  const ahead = typed.map(
    ({ from, to, amounts }): PhaseInput => ({
      from,
      to,
      claims: resources.flatMap(({ id }, index) => {
        const amount = amounts[index] ?? "";
        return amount === "" || compareDecimals(amount, "0") === 0 ? [] : [{ resourceId: id, amount }];
      }),
    }),
  );
  const [last, first] = [past.at(-1), ahead[0]];
  if (!last || !first || dayAfter(last.to, 1) !== first.from || !same(last.claims, first.claims))
    return [...past, ...ahead];
  return [...past.slice(0, -1), { ...first, from: last.from }, ...ahead.slice(1)];
}

function same(a: PhaseInput["claims"], b: PhaseInput["claims"]): boolean {
  return (
    a.length === b.length &&
    a.every(({ resourceId, amount }) =>
      b.some((other) => other.resourceId === resourceId && compareDecimals(other.amount, amount) === 0),
    )
  );
}

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
