import type { Envelope, Release } from "../../api/opening";
import { type Bytes, fromBase64, sha256, toBase64 } from "../../lib/bytes";

/** What came out of an envelope; "missing" is what the first officer could not open already. */
export type Outcome = "fine" | "broken" | "mismatch" | "missing";

/** An envelope after the attempt to open it. */
export interface OpenedEnvelope {
  envelope: Envelope;
  outcome: Outcome;
  /** What may be released; only of a fine one. */
  content?: Bytes;
}

/**
 * Opens the envelopes one after the other with what opens one, and holds each against its hash. Tells after
 * each how many are done.
 */
export async function openEnvelopes(
  envelopes: readonly Envelope[],
  open: (sealed: Bytes) => Promise<Bytes | undefined>,
  onDone: (count: number) => void,
): Promise<OpenedEnvelope[]> {
  const results: OpenedEnvelope[] = [];
  for (const envelope of envelopes) {
    results.push(await openOne(envelope, open));
    onDone(results.length);
  }
  return results;
}

async function openOne(
  envelope: Envelope,
  open: (sealed: Bytes) => Promise<Bytes | undefined>,
): Promise<OpenedEnvelope> {
  if (envelope.sealed === "") return { envelope, outcome: "missing" };
  const content = await open(fromBase64(envelope.sealed));
  if (!content) return { envelope, outcome: "broken" };
  if ((await sha256(content)) !== envelope.hash) return { envelope, outcome: "mismatch" };
  return { envelope, outcome: "fine", content };
}

/** The envelopes that have to be declared unreadable. */
export function unreadable(results: readonly OpenedEnvelope[]): OpenedEnvelope[] {
  return results.filter(({ outcome }) => outcome !== "fine");
}

/** What the officer releases: each content, or that there is none. */
export function releasesOf(results: readonly OpenedEnvelope[]): Release[] {
  return results.map(({ envelope: { bidId }, content }) =>
    content ? { bidId, opened: toBase64(content) } : { bidId, unreadable: true },
  );
}
