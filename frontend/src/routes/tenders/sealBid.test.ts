import { expect, test } from "vitest";
import type { Tender } from "../../api/tenders";
import { sha256 } from "../../lib/bytes";
import { type Identity, newIdentity, opened } from "../../lib/sealing";
import { sealBid } from "./sealBid";

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;

async function tenderOf(first: Identity, second: Identity): Promise<Tender> {
  const officer = async ({ recipient }: Identity, position: number) => ({
    person: { id: id(position), name: `Person ${position}` },
    position,
    recipient,
    fingerprint: await sha256(new TextEncoder().encode(recipient)),
  });
  return {
    id: id(9),
    number: "VV-2026-0001",
    title: "Switches",
    status: "published",
    round: { id: id(8), name: "BR-2026-0001" },
    rules: { method: "lowest-price" },
    procedure: "open-national",
    termMonths: 36,
    quotaMode: "hard",
    deadline: "2026-12-12T12:00:00Z",
    extensions: [],
    openingOfficers: [await officer(second, 2), await officer(first, 1)],
    lots: [],
    entitledCount: 0,
    bidCount: 0,
    checks: [],
    version: 1,
  };
}

test("the first officer's key is outside and the second's inside, in whatever order they are listed", async () => {
  const [first, second] = [await newIdentity(), await newIdentity()];
  const sealed = await sealBid(await tenderOf(first, second), id(7), { [id(3)]: "1.50" });
  if (sealed === "wrong-key") throw new Error("the keys fit");
  const inner = await opened(sealed.container, first.secret);
  const content = inner && (await opened(inner, second.secret));
  expect(JSON.parse(new TextDecoder().decode(content))).toMatchObject({
    tender: id(9),
    bidder: id(7),
    prices: { [id(3)]: "1.50" },
  });
});

test("nothing is sealed to a key that the notice does not name", async () => {
  const [first, second, other] = [await newIdentity(), await newIdentity(), await newIdentity()];
  const tender = await tenderOf(first, second);
  const [inside, outside] = tender.openingOfficers;
  if (!inside || !outside) throw new Error("there are two");
  const swapped = { ...tender, openingOfficers: [inside, { ...outside, recipient: other.recipient }] };
  expect(await sealBid(swapped, id(7), { [id(3)]: "1.50" })).toBe("wrong-key");
  expect(await sealBid({ ...tender, openingOfficers: [inside] }, id(7), { [id(3)]: "1.50" })).toBe(
    "wrong-key",
  );
});
