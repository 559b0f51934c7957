import { expect, test } from "vitest";
import type { Tender } from "../../api/tenders";
import { fromBase64, sha256 } from "../../lib/bytes";
import { type Identity, newIdentity } from "../../lib/sealing";
import { openShare } from "../../lib/shares";
import { type Offer, type Sealed, sealBid, sealFault } from "./sealBid";

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const bidder = id(7);
const prices: Offer = { prices: { [id(3)]: "1.50" } };
const both: Offer = { ...prices, answers: { [id(4)]: "Buche, geölt" } };

const hashOf = (text: string) => sha256(new TextEncoder().encode(text));

/** A published tender whose notice states the hash of its committee (docs/decisions/0012-two-of-n.md). */
async function tenderOf(keys: readonly Identity[]): Promise<Tender> {
  const officers = await Promise.all(
    keys.map(async ({ recipient }, index) => ({
      person: { id: id(10 + index), name: `Person ${index + 1}` },
      position: index + 1,
      recipient,
      fingerprint: await hashOf(recipient),
      confirmedBy: { id: id(20), name: "Anna" },
    })),
  );
  const lines = officers.map(
    ({ position, person, fingerprint, recipient, confirmedBy }) =>
      `officer\t${position}\t${person.id}\t${fingerprint}\t${recipient}\t${confirmedBy.id}\n`,
  );
  return {
    id: id(9),
    number: "VV-2026-0001",
    title: "Switches",
    status: "published",
    round: { id: id(8), name: "BR-2026-0001" },
    rules: { method: "lowest-price" },
    envelopes: ["price"],
    procedure: "open-national",
    choice: { way: "open", leastDays: 0 },
    milestones: [],
    termMonths: 36,
    quotaMode: "hard",
    deadline: "2026-12-12T12:00:00Z",
    openingOfficers: officers.toReversed(),
    committeeHash: await hashOf(`allmende-committee\t2\ntender\t${id(9)}\n${lines.join("")}`),
    lots: [],
    entitledCount: 0,
    bidCount: 0,
    checks: [],
    extensions: [],
    committeeChanges: [],
    version: 1,
  };
}

const threeKeys = () => Promise.all([newIdentity(), newIdentity(), newIdentity()]);

async function sealed(tender: Tender, offer: Offer): Promise<Sealed> {
  const bid = await sealBid(tender, bidder, offer);
  if (typeof bid === "string") throw new Error(bid);
  return bid;
}

test("each officer finds the share meant for them, in whatever order they are listed", async () => {
  const keys = await threeKeys();
  const tender = await tenderOf(keys);
  const { handIn } = await sealed(tender, both);
  expect(handIn.containers.map(({ kind }) => kind)).toEqual(["quality", "price"]);
  for (const { kind, container, envelopes } of handIn.containers) {
    for (const [index, { officerId, envelope, shareHash }] of envelopes.entries()) {
      expect(officerId).toBe(id(10 + index));
      const found = await openShare({
        tender: tender.id,
        committee: handIn.committeeHash,
        bidId: handIn.bidId,
        officer: officerId,
        kind,
        containerHash: await sha256(fromBase64(container)),
        envelope,
        shareHash,
        secret: keys[index]?.secret ?? "",
      });
      expect(found).toHaveProperty("share");
    }
  }
});

test("every version of a bid has an id and hashes of its own", async () => {
  const tender = await tenderOf(await threeKeys());
  const [one, other] = [await sealed(tender, prices), await sealed(tender, prices)];
  expect(one.handIn.bidId).not.toBe(other.handIn.bidId);
  expect(one.manifestHash).not.toBe(other.manifestHash);
});

test("nothing is sealed to a committee that the notice does not name", async () => {
  const tender = await tenderOf(await threeKeys());
  const [first, ...others] = tender.openingOfficers;
  if (!first) throw new Error("there are three");
  const stranger = await newIdentity();
  const recipient = stranger.recipient;
  const fingerprint = await hashOf(recipient);
  const committees: Tender["openingOfficers"][] = [
    [{ ...first, recipient }, ...others], // a key that does not fit its fingerprint
    [{ ...first, recipient, fingerprint }, ...others], // a key slipped in together with its fingerprint
    others, // a person fewer
    [{ ...first, confirmedBy: { id: id(21), name: "Jan" } }, ...others],
  ];
  for (const openingOfficers of committees)
    expect(await sealBid({ ...tender, openingOfficers }, bidder, prices)).toBe("wrongCommittee");
  const { committeeHash: _, ...unpublished } = tender;
  expect(await sealBid(unpublished, bidder, prices)).toBe("wrongCommittee");
});

test("what is no bid is not sealed at all", async () => {
  const tender = await tenderOf(await threeKeys());
  const offers: Offer[] = [
    { prices: {} },
    { prices: { [id(3)]: "-1.50" } },
    { prices: { [id(3)]: "1.1234567" } },
    { prices: { [id(3)]: "=1+1" } },
    { ...both, answers: { [id(4)]: "" } },
    { ...both, answers: { [id(4)]: "a\u0000b" } },
    { ...both, answers: { [id(4)]: "x".repeat(20_001) } },
    {
      ...both,
      answers: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [id(n), "ß".repeat(20_000)])),
    },
  ];
  for (const offer of offers) await expect(sealBid(tender, bidder, offer)).rejects.toThrow();
});

test("what is longer than an envelope is told apart from a browser that cannot seal", async () => {
  const answers = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [id(100 + n), "ü".repeat(20_000)]));
  const failed = await sealBid(await tenderOf(await threeKeys()), bidder, { ...prices, answers }).catch(
    sealFault,
  );
  expect(failed).toBe("tooLarge");
  expect(sealFault(new Error("no cryptography"))).toBe("failed");
});
