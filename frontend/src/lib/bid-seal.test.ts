import { combine } from "shamir-secret-sharing";
import { expect, test } from "vitest";
import { type Bidding, newBidId, type SealedBid, sealBid } from "./bid-seal";
import { fromBase64, fromHex, sha256, toBase64 } from "./bytes";
import { type Identity, newIdentity, opened } from "./sealing";
import { type ExpectedShare, openShare } from "./shares";

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;

async function committeeOf(officers: number): Promise<{ keys: Identity[]; bidding: Bidding }> {
  const keys = await Promise.all(Array.from({ length: officers }, newIdentity));
  return {
    keys,
    bidding: {
      tender: id(1),
      committeeHash: "c".repeat(64),
      officers: keys.map(({ recipient }, at) => ({ person: id(10 + at), recipient })),
      bidder: id(2),
      bid: id(4),
      offers: [
        { kind: "price", prices: { [id(3)]: "389.90" } },
        { kind: "quality", answers: { [id(5)]: "Holz" } },
      ],
    },
  };
}

/** What the installation tells an officer about an envelope. */
async function envelopeOf({ handIn }: SealedBid, container: number, officer: number, secret: string) {
  const sealed = handIn.containers[container];
  const envelope = sealed?.envelopes[officer];
  if (!sealed || !envelope) throw new Error("there is one");
  const expected: ExpectedShare = {
    tender: id(1),
    committee: handIn.committeeHash,
    bidId: handIn.bidId,
    officer: id(10 + officer),
    kind: sealed.kind,
    containerHash: await sha256(fromBase64(sealed.container)),
    shareHash: envelope.shareHash,
    envelope: envelope.envelope,
    secret,
  };
  return expected;
}

async function shareOf(bid: SealedBid, container: number, officer: number, secret: string) {
  const found = await openShare(await envelopeOf(bid, container, officer, secret));
  if (!("share" in found)) throw new Error(found.fault);
  return fromHex(found.share);
}

test("any two officers find what was sealed, in both envelopes", async () => {
  const { keys, bidding } = await committeeOf(3);
  const bid = await sealBid(bidding);
  expect(bid.contents.map(({ kind }) => kind)).toEqual(["quality", "price"]);
  for (const [at, { content }] of bid.contents.entries()) {
    const shares = await Promise.all(keys.map(({ secret }, officer) => shareOf(bid, at, officer, secret)));
    for (const pair of [shares.slice(0, 2), shares.slice(1), [shares[2], shares[0]]]) {
      const secret = new TextDecoder().decode(await combine(pair as Uint8Array[]));
      const sealed = bid.handIn.containers[at];
      expect(await opened(fromBase64(sealed?.container ?? ""), secret)).toEqual(content);
      expect(await sha256(content)).toBe(sealed?.contentHash);
    }
  }
});

test("a share is believed only where every member is the expected one", async () => {
  const { keys, bidding } = await committeeOf(3);
  const bid = await sealBid(bidding);
  const fine = await envelopeOf(bid, 1, 0, keys[0]?.secret ?? "");
  expect(await openShare(fine)).toHaveProperty("share");
  const other = "d".repeat(64);
  const elsewhere: Partial<ExpectedShare>[] = [
    { tender: id(99) },
    { committee: other },
    { bidId: id(99) },
    { officer: id(11) },
    { kind: "quality" },
    { containerHash: other },
  ];
  for (const change of elsewhere)
    expect(await openShare({ ...fine, ...change })).toEqual({ fault: "foreign" });
  expect(await openShare({ ...fine, shareHash: other })).toEqual({ fault: "mismatch" });
  expect(await openShare({ ...fine, secret: keys[1]?.secret ?? "" })).toEqual({ fault: "broken" });
  const altered = fromBase64(fine.envelope);
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
  expect(await openShare({ ...fine, envelope: toBase64(altered) })).toEqual({ fault: "broken" });
  const another = await envelopeOf(await sealBid({ ...bidding, bid: id(98) }), 1, 0, fine.secret);
  expect(await openShare({ ...fine, envelope: another.envelope })).toEqual({ fault: "foreign" });
});

test("what no share envelope says is foreign", async () => {
  const { keys, bidding } = await committeeOf(3);
  const fine = await envelopeOf(await sealBid(bidding), 0, 0, keys[0]?.secret ?? "");
  const { encrypted } = await import("./sealing");
  for (const text of ["", "no JSON", "\ufeff{}", '{"format":2,"share":"00"}', '{"share":""}']) {
    const envelope = await encrypted(new TextEncoder().encode(text), keys[0]?.recipient ?? "");
    expect(await openShare({ ...fine, envelope: toBase64(envelope) })).toEqual({ fault: "foreign" });
  }
});

test("the manifest names each container and envelope by its hash", async () => {
  const { bidding } = await committeeOf(4);
  const { handIn, manifestHash } = await sealBid(bidding);
  const lines = [
    "allmende-bid\t2",
    `tender\t${id(1)}`,
    `committee\t${"c".repeat(64)}`,
    `bid\t${id(4)}`,
    `supplier\t${id(2)}`,
  ];
  for (const { kind, container, contentHash, envelopes } of handIn.containers) {
    lines.push(`container\t${kind}\t${await sha256(fromBase64(container))}\t${contentHash}`);
    expect(envelopes.map(({ officerId }) => officerId)).toEqual([id(10), id(11), id(12), id(13)]);
    for (const { officerId, envelope, shareHash } of envelopes)
      lines.push(`envelope\t${kind}\t${officerId}\t${await sha256(fromBase64(envelope))}\t${shareHash}`);
  }
  expect(manifestHash).toBe(await sha256(new TextEncoder().encode(`${lines.join("\n")}\n`)));
});

test("ids of bids are of version 7 and sort by time", () => {
  const now = Date.UTC(2026, 10, 22);
  const ids = Array.from({ length: 100 }, (_, ms) => newBidId(now + ms));
  expect(
    ids.every((text) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)),
  ).toBe(true);
  expect(new Set(Array.from({ length: 100 }, () => newBidId(now))).size).toBe(100);
  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]?.replace("-", "").slice(0, 12)).toBe(now.toString(16).padStart(12, "0"));
});
