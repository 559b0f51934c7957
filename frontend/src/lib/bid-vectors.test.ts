import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { combine } from "shamir-secret-sharing";
import { expect, test } from "vitest";
import { type HandIn, sealBid } from "./bid-seal";
import { type Bytes, fromBase64, fromHex, sha256 } from "./bytes";
import { contentOf, type Offer } from "./content";
import { identityOf, newIdentity, opened } from "./sealing";
import { openShare } from "./shares";

/** A bid that one language sealed for the other to open; the Go side is adapters/age/bid_vectors_test.go. */
interface Vector {
  secrets: string[];
  tender: string;
  committeeHash: string;
  officers: string[];
  bidder: string;
  bid: string;
  prices: Record<string, string>;
  answers: Record<string, string>;
  containers: HandIn["containers"];
  manifestHash: string;
}

const folder = join(import.meta.dirname, "..", "..", "..", "adapters", "age", "testdata");
const readVector = (name: string): Vector => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** What the officers' shares give, two at a time. */
async function contentsIn(vector: Vector, container: HandIn["containers"][number]): Promise<Bytes[]> {
  const { tender, committeeHash: committee, bid: bidId, officers, secrets } = vector;
  const shares: Bytes[] = [];
  for (const [position, { envelope, shareHash }] of container.envelopes.entries()) {
    const containerHash = await sha256(fromBase64(container.container));
    const binding = { tender, committee, bidId, officer: officers[position] ?? "", containerHash };
    const secret = secrets[position] ?? "";
    const found = await openShare({ ...binding, kind: container.kind, envelope, shareHash, secret });
    if (!("share" in found)) throw new Error(found.fault);
    shares.push(fromHex(found.share));
  }
  const contents: Bytes[] = [];
  for (const [at, share] of shares.entries()) {
    const key = await combine([share, shares[(at + 1) % shares.length] ?? share]);
    const content = await opened(fromBase64(container.container), new TextDecoder().decode(key));
    if (content) contents.push(content);
  }
  return contents;
}

async function opensWith(vector: Vector) {
  const { tender, bidder, bid, prices, answers } = vector;
  const offers: Offer[] = [
    { kind: "quality", answers },
    { kind: "price", prices },
  ];
  for (const [at, container] of vector.containers.entries()) {
    const contents = await contentsIn(vector, container);
    expect(contents.length).toBe(3);
    const offer = offers[at];
    for (const content of contents) {
      expect(await sha256(content)).toBe(container.contentHash);
      const { nonce } = JSON.parse(new TextDecoder().decode(content));
      expect(offer && contentOf({ tender, bidder, bid }, offer, nonce)).toEqual(content);
    }
  }
}

test("a bid that Go sealed opens here, and has the bytes that are written here", async () => {
  const vector = readVector("bid-of-go.json");
  expect(await identityOf(vector.secrets[0] ?? "")).toHaveProperty("recipient");
  await opensWith(vector);
});

test("the bid for Go was sealed here", async () => {
  if (process.env.UPDATE_VECTORS) await writeVector();
  await opensWith(readVector("bid-of-browser.json"));
});

async function writeVector() {
  const { tender, committeeHash, officers, bidder, bid, prices, answers } = readVector("bid-of-go.json");
  const keys = await Promise.all(officers.map(newIdentity));
  const offers: Offer[] = [
    { kind: "price", prices },
    { kind: "quality", answers },
  ];
  const to = officers.map((person, at) => ({ person, recipient: keys[at]?.recipient ?? "" }));
  const { handIn, manifestHash } = await sealBid({
    tender,
    committeeHash,
    officers: to,
    bidder,
    bid,
    offers,
  });
  const secrets = keys.map(({ secret }) => secret);
  const bound = { secrets, tender, committeeHash, officers, bidder, bid, prices, answers };
  const vector: Vector = { ...bound, containers: handIn.containers, manifestHash };
  writeFileSync(join(folder, "bid-of-browser.json"), `${JSON.stringify(vector, null, 2)}\n`);
}
