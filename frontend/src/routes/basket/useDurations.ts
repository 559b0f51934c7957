import { useDeferredValue, useState } from "react";
import { isDuration } from "../../lib/date";
import { useSettled } from "../../ui/useSettled";

/** What is typed about the months over which the parts of a basket are performed. */
export interface Durations {
  /** What is typed for a contract, or nothing. */
  typed: (frameworkId: string) => string;
  set: (frameworkId: string, months: string) => void;
  /** What is typed for a contract is no duration. */
  wrong: (frameworkId: string) => boolean;
  /** What is typed is not yet what the basket is quoted with. */
  pending: boolean;
  /** What to quote the basket with, as `contract:months`. */
  quoted: string[];
}

/** Keeps the durations; the basket stays on the page while it is quoted anew. */
export function useDurations(): Durations {
  const [months, setMonths] = useState<Record<string, string>>({});
  const given = Object.entries(months).filter(([, typed]) => typed.trim() !== "");
  // As one text, which is the same whenever it says the same.
  const wanted = given
    .filter(([, typed]) => isDuration(typed))
    .map(([frameworkId, typed]) => `${frameworkId}:${typed.trim()}`)
    .sort()
    .join(" ");
  const quoted = useDeferredValue(useSettled(wanted, 250));
  return {
    typed: (frameworkId) => months[frameworkId] ?? "",
    set: (frameworkId, typed) => setMonths({ ...months, [frameworkId]: typed }),
    wrong: (frameworkId) => given.some(([id, typed]) => id === frameworkId && !isDuration(typed)),
    pending: wanted !== quoted,
    quoted: quoted ? quoted.split(" ") : [],
  };
}
