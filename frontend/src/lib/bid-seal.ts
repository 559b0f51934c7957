import { type Bytes, sha256, toBase64 } from "./bytes";
import { contentOf, type Kind, newNonce, type Offer } from "./content";
import { encrypted, newIdentity } from "./sealing";
import { deal, sealShare } from "./shares";

// Loaded only when a bid is sealed.

/** What is sealed, by whom, and to which committee. */
export interface Bidding {
  tender: string;
  committeeHash: string;
  /** By position. */
  officers: readonly { person: string; recipient: string }[];
  bidder: string;
  /** The id that the bidder gives to this version of its bid. */
  bid: string;
  /** One for each envelope of the procedure. */
  offers: readonly Offer[];
}

/** A bid in the form in which it is handed in. */
export interface HandIn {
  bidId: string;
  committeeHash: string;
  containers: {
    kind: Kind;
    container: string;
    contentHash: string;
    envelopes: { officerId: string; envelope: string; shareHash: string }[];
  }[];
}

/** A sealed bid: what is handed in, what stays with the bidder, and the hash by which the receipt names it. */
export interface SealedBid {
  handIn: HandIn;
  contents: { kind: Kind; content: Bytes }[];
  manifestHash: string;
}

interface SealedContainer {
  handIn: HandIn["containers"][number];
  content: Bytes;
  /** The lines of the manifest. */
  lines: string[];
}

/** Seals each offer to a key of its own and its shares to the officers, any two of whom open it. */
export async function sealBid(bidding: Bidding): Promise<SealedBid> {
  const inOrder = [...bidding.offers].sort((a, b) => orderOf(a.kind) - orderOf(b.kind));
  const sealed: SealedContainer[] = [];
  for (const offer of inOrder) sealed.push(await sealOffer(bidding, offer));
  const { tender, committeeHash, bid, bidder } = bidding;
  const manifest = [
    "allmende-bid\t2",
    `tender\t${tender}`,
    `committee\t${committeeHash}`,
    `bid\t${bid}`,
    `supplier\t${bidder}`,
    ...sealed.flatMap(({ lines }) => lines),
    "",
  ].join("\n");
  return {
    handIn: { bidId: bid, committeeHash, containers: sealed.map(({ handIn }) => handIn) },
    contents: sealed.map(({ handIn: { kind }, content }) => ({ kind, content })),
    manifestHash: await sha256(new TextEncoder().encode(manifest)),
  };
}

const orderOf = (kind: Kind) => (kind === "quality" ? 1 : 2);

async function sealOffer(bidding: Bidding, offer: Offer): Promise<SealedContainer> {
  const { tender, committeeHash, bid, officers } = bidding;
  const { kind } = offer;
  const content = contentOf(bidding, offer, newNonce());
  const key = await newIdentity();
  const container = await encrypted(content, key.recipient);
  const [containerHash, contentHash] = [await sha256(container), await sha256(content)];
  const shares = await deal(key.secret, officers.length);
  const envelopes: HandIn["containers"][number]["envelopes"] = [];
  const lines = [`container\t${kind}\t${containerHash}\t${contentHash}`];
  for (const [position, { person, recipient }] of officers.entries()) {
    const share = shares[position];
    if (!share) throw new Error("each officer gets a share");
    const to = { tender, committee: committeeHash, bidId: bid, officer: person, kind, containerHash };
    const envelope = await sealShare(to, share, recipient);
    const shareHash = await sha256(share);
    envelopes.push({ officerId: person, envelope: toBase64(envelope), shareHash });
    lines.push(`envelope\t${kind}\t${person}\t${await sha256(envelope)}\t${shareHash}`);
  }
  return { handIn: { kind, container: toBase64(container), contentHash, envelopes }, content, lines };
}

/** A new id of a bid: a UUID of version 7, so that ids sort by the time they were made. */
export function newBidId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = (at: number) => (bytes[at] ?? 0).toString(16).padStart(2, "0");
  const random = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => digits(from + at)).join("");
  const time = now.toString(16).padStart(12, "0");
  const variant = (8 + ((bytes[8] ?? 0) & 3)).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${random(6, 8).slice(1)}`,
    `${variant}${random(8, 10).slice(1)}`,
    random(10, 16),
  ].join("-");
}
