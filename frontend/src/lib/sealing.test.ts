import { expect, test } from "vitest";
import { encrypted, lockedFile, newIdentity, opened, unlocked } from "./sealing";

const plain = new TextEncoder().encode("Vertraulich");

test("what is encrypted to a key opens with it, and with no other; altered it does not open", async () => {
  const [key, other] = [await newIdentity(), await newIdentity()];
  expect(key.recipient).toMatch(/^age1pq1[0-9a-z]+$/);
  const sealed = await encrypted(plain, key.recipient);
  expect(await opened(sealed, key.secret)).toEqual(plain);
  expect(await opened(sealed, other.secret)).toBeUndefined();
  const altered = sealed.slice();
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
  expect(await opened(altered, key.secret)).toBeUndefined();
  expect(await opened(plain, key.secret)).toBeUndefined();
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
  expect(await unlocked(await encrypted(plain, identity.recipient), "x")).toBe("no-key-file");
});
