import type { MemberKind, MemberSearch } from "../../api/members";
import type { BodySearch } from "../../api/public-bodies";

/** The kinds one can filter by, in the order in which they are offered. */
export const kinds: readonly MemberKind[] = [
  "state",
  "district",
  "municipality",
  "joint-municipality",
  "it-provider",
  "university",
  "association",
];

/** Reads the search of the members from an address; what is not understood is left out. */
export function membersSearch(search: Record<string, unknown>): MemberSearch {
  const kind = kinds.find((known) => known === search.kind);
  return { ...words(search.q), ...(kind && { kind }) };
}

/** Reads the search of the directory from an address; what is not understood is left out. */
export function directorySearch(search: Record<string, unknown>): BodySearch {
  // The router reads 10 in an address as a number, and "03" as text.
  const state = String(search.state ?? "");
  return { ...words(search.q), ...(/^(0[1-9]|1[0-6])$/.test(state) && { state }) };
}

function words(q: unknown): { q?: string } {
  const text = typeof q === "number" ? String(q) : q;
  return typeof text === "string" && text.trim() !== "" ? { q: text.slice(0, 100) } : {};
}
