import type { SealedBid as HandIn } from "../../api/bids";
import type { Tender } from "../../api/tenders";
import type { SealedBid } from "../../lib/bid-seal";
import { isCommittee, type Officer } from "../../lib/committee";
import { ContentTooLarge, type Offer as Envelope } from "../../lib/content";

/** What a bidder offers: a price for each item and, where points are given, an answer for each lot. */
export interface Offer {
  prices: Readonly<Record<string, string>>;
  answers?: Readonly<Record<string, string>>;
}

/** What is handed in, and what stays with the bidder: the contents, and the hash that the receipt has to name. */
export interface Sealed extends Omit<SealedBid, "handIn"> {
  handIn: HandIn;
}

/** Why nothing was sealed, by the name of the sentence that says so. */
export type SealFault = "wrongCommittee" | "tooLarge" | "failed";

/** What to say when sealing has failed. */
export function sealFault(error: unknown): SealFault {
  return error instanceof ContentTooLarge ? "tooLarge" : "failed";
}

/** The committee that bids are sealed to, or nothing if it is not the one whose hash the notice states. */
async function committeeOf(tender: Tender): Promise<Officer[] | undefined> {
  const officers: Officer[] = [];
  for (const { position, person, recipient, fingerprint, confirmedBy } of tender.openingOfficers) {
    if (!recipient || !fingerprint || !confirmedBy) return undefined;
    officers.push({ position, person: person.id, recipient, fingerprint, confirmedBy: confirmedBy.id });
  }
  officers.sort((a, b) => a.position - b.position);
  const stated = tender.committeeHash ?? "";
  return (await isCommittee(tender.id, officers, stated)) ? officers : undefined;
}

/** Seals an offer for the tender's committee, in this browser. */
export async function sealBid(tender: Tender, bidder: string, offer: Offer): Promise<Sealed | SealFault> {
  const officers = await committeeOf(tender);
  if (!officers || !tender.committeeHash) return "wrongCommittee";
  const { newBidId, sealBid: seal } = await import("../../lib/bid-seal");
  const { prices, answers } = offer;
  const offers: Envelope[] = [
    ...(answers ? [{ kind: "quality" as const, answers }] : []),
    { kind: "price" as const, prices },
  ];
  return seal({
    tender: tender.id,
    committeeHash: tender.committeeHash,
    officers,
    bidder,
    bid: newBidId(),
    offers,
  });
}
