import type { Envelope, Release } from "../../api/opening";
import type { ShareFault } from "../../lib/shares";

/** What came out of an envelope: a share to be believed, or why there is none. */
export type Outcome = "fine" | ShareFault;

/** An envelope after the attempt to open it. */
export interface OpenedEnvelope {
  envelope: Envelope;
  outcome: Outcome;
  /** What may be released; only of a fine one. */
  share?: string;
}

/** Opens one envelope. */
export type OpenOne = (envelope: Envelope) => Promise<{ share: string } | { fault: ShareFault }>;

/** Opens the envelopes one after the other and tells after each how many are done. */
export async function openEnvelopes(
  envelopes: readonly Envelope[],
  open: OpenOne,
  onDone: (count: number) => void,
): Promise<OpenedEnvelope[]> {
  const results: OpenedEnvelope[] = [];
  for (const envelope of envelopes) {
    const found = await open(envelope);
    results.push(
      "share" in found ? { envelope, outcome: "fine", ...found } : { envelope, outcome: found.fault },
    );
    onDone(results.length);
  }
  return results;
}

/** The envelopes that have to be declared unreadable. */
export function unreadable(results: readonly OpenedEnvelope[]): OpenedEnvelope[] {
  return results.filter(({ outcome }) => outcome !== "fine");
}

/** What the officer releases: each share, or that there is none. */
export function releasesOf(results: readonly OpenedEnvelope[]): Release[] {
  return results.map(({ envelope: { bidId }, share }) =>
    share ? { bidId, share } : { bidId, unreadable: true },
  );
}

/** What an officer releases whose key is lost: nothing of any bid. */
export function lostReleases(envelopes: readonly Envelope[]): Release[] {
  return envelopes.map(({ bidId }) => ({ bidId, unreadable: true }));
}
