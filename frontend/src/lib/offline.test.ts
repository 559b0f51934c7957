import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { combine } from "shamir-secret-sharing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HandIn, sealBid } from "./bid-seal";
import { fromBase64, fromHex, sha256 } from "./bytes";
import { committeeHashOf } from "./committee";
import { contentOf, type Offer } from "./content";
import { type Identity, lockedFile, newIdentity, opened } from "./sealing";
import { openShare } from "./shares";

// The browser's library and "allmende seal" and "allmende open-share" read each other's bids, newly sealed each time.

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const folder = mkdtempSync(join(tmpdir(), "allmende-offline-"));
const binary = join(folder, "allmende");
const passphrase = "vier Wörter für den Tresor";
const prices = { [id(3)]: "389.90", [id(4)]: "0.004999" };
const answers = { [id(5)]: 'Holz "FSC", geölt\n\t& <gewachst> \u2028 🌳' };
const offers: Offer[] = [
  { kind: "quality", answers },
  { kind: "price", prices },
];
let keys: Identity[];
let committeeHash: string;

beforeAll(async () => {
  const root = join(import.meta.dirname, "..", "..", "..");
  execFileSync("go", ["build", "-o", binary, "./cmd/allmende"], { cwd: root });
  keys = await Promise.all([1, 2, 3].map(newIdentity));
  const officers = await Promise.all(
    keys.map(async ({ recipient }, at) => ({
      person: id(10 + at),
      position: at + 1,
      recipient,
      fingerprint: await sha256(new TextEncoder().encode(recipient)),
      confirmedBy: id(20 + at),
    })),
  );
  committeeHash = await committeeHashOf(id(1), officers);
  const items = Object.keys(prices).map((item) => ({ id: item, name: `Item ${item}` }));
  file("tender.json", {
    id: id(1),
    committeeHash,
    envelopes: ["quality", "price"],
    openingOfficers: officers.map(({ person, confirmedBy, ...officer }) => ({
      ...officer,
      person: { id: person, name: `Officer ${officer.position}` },
      confirmedBy: { id: confirmedBy, name: "Procurement" },
    })),
    lots: [{ id: id(5), title: "Desks", items }],
  });
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return join(folder, name);
}

function allmende(args: string[], input = ""): string {
  const { status, stderr } = spawnSync(binary, args, { cwd: folder, input, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stderr;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** The share in an envelope, as the browser believes it. */
async function shareIn({ bidId, containers }: HandIn, kind: string, officer: number): Promise<string> {
  const container = containers.find((each) => each.kind === kind);
  const envelope = container?.envelopes[officer];
  if (!container || !envelope) throw new Error("there is one");
  const found = await openShare({
    tender: id(1),
    committee: committeeHash,
    bidId,
    officer: id(10 + officer),
    kind: container.kind,
    containerHash: await sha256(fromBase64(container.container)),
    shareHash: envelope.shareHash,
    envelope: envelope.envelope,
    secret: keys[officer]?.secret ?? "",
  });
  if (!("share" in found)) throw new Error(found.fault);
  return found.share;
}

async function contentWith({ containers }: HandIn, kind: string, ...shares: string[]) {
  const key = new TextDecoder().decode(await combine(shares.map(fromHex)));
  return opened(fromBase64(containers.find((each) => each.kind === kind)?.container ?? ""), key);
}

test("the browser opens what was sealed offline", { timeout: 60_000 }, async () => {
  const given = ["--prices", file("prices.json", prices), "--answers", file("answers.json", answers)];
  const said = allmende([
    "seal",
    "--tender",
    "tender.json",
    "--bidder",
    id(2),
    ...given,
    "--out",
    "bid.json",
  ]);
  const bid = read<HandIn>("bid.json");
  for (const offer of offers) {
    const shares = [await shareIn(bid, offer.kind, 2), await shareIn(bid, offer.kind, 0)];
    const content = await contentWith(bid, offer.kind, ...shares);
    const { nonce } = JSON.parse(new TextDecoder().decode(content));
    expect(content).toEqual(contentOf({ tender: id(1), bidder: id(2), bid: bid.bidId }, offer, nonce));
  }
  const lines = ["allmende-bid\t2", `tender\t${id(1)}`, `committee\t${committeeHash}`];
  lines.push(`bid\t${bid.bidId}`, `supplier\t${id(2)}`);
  for (const { kind, container, contentHash, envelopes } of bid.containers) {
    lines.push(`container\t${kind}\t${await sha256(fromBase64(container))}\t${contentHash}`);
    for (const { officerId, envelope, shareHash } of envelopes)
      lines.push(`envelope\t${kind}\t${officerId}\t${await sha256(fromBase64(envelope))}\t${shareHash}`);
  }
  expect(said).toContain(await sha256(new TextEncoder().encode(`${lines.join("\n")}\n`)));
});

test("an officer opens offline what the browser sealed", { timeout: 300_000 }, async () => {
  const officers = keys.map(({ recipient }, at) => ({ person: id(10 + at), recipient }));
  const sealing = { tender: id(1), committeeHash, officers, bidder: id(2), bid: id(8), offers };
  const { handIn, contents } = await sealBid(sealing);
  writeFileSync(join(folder, "key.age"), await lockedFile(keys[0] as Identity, passphrase, new Date(0)));
  const price = handIn.containers[1];
  const { envelope, shareHash } = price?.envelopes[0] ?? {};
  const containerHash = await sha256(fromBase64(price?.container ?? ""));
  const sealed = { bidId: id(8), bidder: "Holz AG", kind: "price", envelope, containerHash, shareHash };
  const me = { person: { id: id(10), name: "Officer 1" }, position: 1, me: true };
  file("opening.json", { tenderId: id(1), kind: "price", officers: [me], envelopes: [sealed] });
  const files = ["--key", "key.age", "--tender", "tender.json", "--opening", "opening.json"];
  allmende(["open-share", ...files, "--out", "shares.json"], `${passphrase}\n`);
  const released = read<{ kind: string; releases: { bidId: string; share: string }[] }>("shares.json");
  expect(released).toMatchObject({ kind: "price", releases: [{ bidId: id(8) }] });
  const share = released.releases[0]?.share ?? "";
  expect(await contentWith(handIn, "price", share, await shareIn(handIn, "price", 1))).toEqual(
    contents[1]?.content,
  );
  expect(() => allmende(["open-share", ...files, "--out", "again.json"], "another\n")).toThrow("passphrase");
});
