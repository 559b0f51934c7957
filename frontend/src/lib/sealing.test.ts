import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { contentOf, type PriceSheet } from "./bid-content";
import { fromBase64, sha256, toBase64 } from "./bytes";
import { type Identity, identityOf, lockedFile, newIdentity, opened, seal, unlocked } from "./sealing";

const sheet: PriceSheet = {
  tender: "01900000-0000-7000-8000-000000000001",
  bidder: "01900000-0000-7000-8000-000000000002",
  prices: {
    "01900000-0000-7000-8000-000000000003": "389.90",
    "01900000-0000-7000-8000-000000000004": "0.004999",
  },
};

/** What one language sealed for the other to open: both test data folders are the Go adapter's. */
interface Vector {
  first: Identity;
  second: Identity;
  sheet: PriceSheet;
  container: string;
  innerHash: string;
  contentHash: string;
}

const vectors = join(import.meta.dirname, "..", "..", "..", "adapters", "age", "testdata");
const readVector = (name: string): Vector => JSON.parse(readFileSync(join(vectors, name), "utf8"));

async function openedTwice(container: string, first: string, second: string) {
  const inner = await opened(fromBase64(container), first);
  const content = inner && (await opened(inner, second));
  return { inner, content };
}

test("two officers, one after the other, find what was sealed", async () => {
  const [first, second] = [await newIdentity(), await newIdentity()];
  const sealed = await seal(sheet, first.recipient, second.recipient);
  const { inner, content } = await openedTwice(toBase64(sealed.container), first.secret, second.secret);
  expect(inner && (await sha256(inner))).toBe(sealed.innerHash);
  expect(content && (await sha256(content))).toBe(sealed.contentHash);
  expect(content).toEqual(sealed.content);
  expect(JSON.parse(new TextDecoder().decode(content))).toMatchObject({ format: 1, ...sheet });
});

test("recipients of both kinds can be sealed to", async () => {
  const short = readVector("sealed-in-go.json").first;
  expect(short.recipient).toMatch(/^age1[0-9a-z]{58}$/);
  const hybrid = await newIdentity();
  expect(hybrid.recipient).toMatch(/^age1pq1[0-9a-z]+$/);
  const sealed = await seal(sheet, short.recipient, hybrid.recipient);
  const { content } = await openedTwice(toBase64(sealed.container), short.secret, hybrid.secret);
  expect(content).toEqual(sealed.content);
});

test("neither officer opens the other's envelope, and an altered one does not open", async () => {
  const [first, second] = [await newIdentity(), await newIdentity()];
  const { container } = await seal(sheet, first.recipient, second.recipient);
  expect(await opened(container, second.secret)).toBeUndefined();
  const inner = await opened(container, first.secret);
  expect(inner && (await opened(inner, first.secret))).toBeUndefined();
  const altered = container.slice();
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
  expect(await opened(altered, first.secret)).toBeUndefined();
});

test("sealing the same prices again gives other hashes", async () => {
  const [first, second] = [await newIdentity(), await newIdentity()];
  const one = await seal(sheet, first.recipient, second.recipient);
  const other = await seal(sheet, first.recipient, second.recipient);
  expect(one.contentHash).not.toBe(other.contentHash);
  expect(one.container.length).toBe(other.container.length);
});

test("what Go sealed opens here, and has the bytes that are written here", async () => {
  const vector = readVector("sealed-in-go.json");
  expect(await identityOf(vector.first.secret)).toEqual(vector.first);
  expect(await identityOf(vector.second.secret)).toEqual(vector.second);
  const { inner, content } = await openedTwice(vector.container, vector.first.secret, vector.second.secret);
  expect(inner && (await sha256(inner))).toBe(vector.innerHash);
  expect(content && (await sha256(content))).toBe(vector.contentHash);
  const { nonce } = JSON.parse(new TextDecoder().decode(content));
  expect(contentOf(vector.sheet, nonce)).toEqual(content);
});

// The Go side opens this file: adapters/age/vectors_test.go. UPDATE_VECTORS=1 writes it anew.
test("the vector for Go was sealed here", async () => {
  const name = "sealed-in-browser.json";
  if (process.env.UPDATE_VECTORS) {
    const [first, second] = [await newIdentity(), readVector("sealed-in-go.json").first];
    const { container, innerHash, contentHash } = await seal(sheet, first.recipient, second.recipient);
    const vector: Vector = {
      first,
      second,
      sheet,
      container: toBase64(container),
      innerHash,
      contentHash,
    };
    mkdirSync(dirname(join(vectors, name)), { recursive: true });
    writeFileSync(join(vectors, name), `${JSON.stringify(vector, null, 2)}\n`);
  }
  const vector = readVector(name);
  const { content } = await openedTwice(vector.container, vector.first.secret, vector.second.secret);
  expect(content && (await sha256(content))).toBe(vector.contentHash);
});

test("a key file opens with its passphrase and with no other", { timeout: 60_000 }, async () => {
  const identity = await newIdentity();
  const file = await lockedFile(identity, "vier Wörter für den Tresor", new Date(0));
  expect(new TextDecoder().decode(file)).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  expect(new TextDecoder().decode(file)).not.toContain("AGE-SECRET-KEY");
  expect(await unlocked(file, "vier Wörter für den Tresor")).toEqual(identity);
  expect(await unlocked(file, "andere Wörter für den Tresor")).toBe("wrong-passphrase");
});

test("a plain file of age-keygen gives its identity, anything else none", async () => {
  const identity = await newIdentity();
  const file = new TextEncoder().encode(`# public key: ${identity.recipient}\r\n${identity.secret}\r\n`);
  expect(await unlocked(file, "")).toEqual(identity);
  expect(await unlocked(new TextEncoder().encode("AGE-SECRET-KEY-1ABC"), "")).toBe("no-key-file");
  expect(await unlocked(new Uint8Array([0xff, 0xd8, 0xff]), "")).toBe("no-key-file");
  const { container } = await seal(sheet, identity.recipient, identity.recipient);
  expect(await unlocked(container, "x")).toBe("no-key-file");
});
