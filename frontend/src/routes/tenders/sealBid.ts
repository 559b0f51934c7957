import type { Tender } from "../../api/tenders";
import { sha256 } from "../../lib/bytes";
import type { Sealed } from "../../lib/sealing";

/** The two keys that a bid is sealed to, or nothing if one of them is not what the notice says. */
async function recipients(tender: Tender): Promise<[first: string, second: string] | undefined> {
  const keys: string[] = [];
  for (const position of [1, 2]) {
    const officer = tender.openingOfficers.find((each) => each.position === position);
    if (!officer?.recipient) return undefined;
    const hash = await sha256(new TextEncoder().encode(officer.recipient));
    if (hash !== officer.fingerprint) return undefined;
    keys.push(officer.recipient);
  }
  const [first, second] = keys;
  return first && second ? [first, second] : undefined;
}

/** Seals prices for the tender's two officers, in this browser; "wrong-key" if a key does not fit its fingerprint. */
export async function sealBid(
  tender: Tender,
  bidder: string,
  prices: Readonly<Record<string, string>>,
): Promise<Sealed | "wrong-key"> {
  const keys = await recipients(tender);
  if (!keys) return "wrong-key";
  const { seal } = await import("../../lib/sealing");
  return seal({ tender: tender.id, bidder, prices }, ...keys);
}
