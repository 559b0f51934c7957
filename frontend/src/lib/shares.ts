import { split } from "shamir-secret-sharing";
import { type Bytes, fromBase64, fromHex, sha256, toHex } from "./bytes";
import type { Kind } from "./content";
import { encrypted, opened } from "./sealing";

/** What a share is bound to: an officer believes it for this bid, container and committee alone. */
export interface ShareBinding {
  tender: string;
  /** The hash of the committee. */
  committee: string;
  bidId: string;
  /** The person who gets the share. */
  officer: string;
  kind: Kind;
  containerHash: string;
}

/** The text in a share envelope (docs/decisions/0012-two-of-n.md); share is hexadecimal. */
function shareText(to: ShareBinding, share: string): string {
  return JSON.stringify({
    format: 2,
    tender: to.tender,
    committee: to.committee,
    bid: to.bidId,
    officer: to.officer,
    kind: to.kind,
    container: to.containerHash,
    share,
  });
}

/** Divides the secret of a container among officers: any two shares give it back, one tells nothing. */
export async function deal(secret: string, officers: number): Promise<Bytes[]> {
  return (await split(new TextEncoder().encode(secret), officers, 2)) as Bytes[];
}

/** Seals a share for its officer. */
export function sealShare(to: ShareBinding, share: Bytes, recipient: string): Promise<Bytes> {
  return encrypted(new TextEncoder().encode(shareText(to, toHex(share))), recipient);
}

/** Why an envelope gives no share: it does not open, is meant for something else, or is not what was announced. */
export type ShareFault = "broken" | "foreign" | "mismatch";

/** An envelope as an officer gets it, and what has to be in it. */
export interface ExpectedShare extends ShareBinding {
  /** In base64. */
  envelope: string;
  shareHash: string;
  /** The officer's secret key. */
  secret: string;
}

/** Opens a share envelope and believes it only if each of its members is the expected one. */
export async function openShare(expected: ExpectedShare): Promise<{ share: string } | { fault: ShareFault }> {
  const plain = await opened(fromBase64(expected.envelope), expected.secret);
  if (!plain) return { fault: "broken" };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(plain);
  const share = /"share":"((?:[0-9a-f]{2})+)"\}$/.exec(text)?.[1];
  if (share === undefined || text !== shareText(expected, share)) return { fault: "foreign" };
  return (await sha256(fromHex(share))) === expected.shareHash ? { share } : { fault: "mismatch" };
}
