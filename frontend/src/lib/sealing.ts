import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import type { Bytes } from "./bytes";

// Loaded only when something is sealed, opened or made: nothing but this file knows the library.

/** Opens one envelope; undefined if it is sealed to another key or was altered. */
export async function opened(sealed: Bytes, secret: string): Promise<Bytes | undefined> {
  const age = new Decrypter();
  age.addIdentity(secret);
  try {
    return own(await age.decrypt(sealed));
  } catch {
    return undefined;
  }
}

/** A pair of keys of an opening officer. The secret never leaves the browser but under a passphrase. */
export interface Identity {
  secret: string;
  recipient: string;
}

/** Makes a hybrid post-quantum identity (ML-KEM-768 with X25519). */
export async function newIdentity(): Promise<Identity> {
  return identityOf(await generateHybridIdentity());
}

/** The identity that a secret stands for. */
export async function identityOf(secret: string): Promise<Identity> {
  return { secret, recipient: await identityToRecipient(secret) };
}

/** The file of an identity as age-keygen writes it, encrypted with the passphrase: "age -d" opens it too. */
export async function lockedFile(identity: Identity, passphrase: string, made: Date): Promise<Bytes> {
  const lines = [
    `# created: ${made.toISOString()}`,
    `# public key: ${identity.recipient}`,
    identity.secret,
    "",
  ];
  const age = new Encrypter();
  age.setPassphrase(passphrase);
  return own(await age.encrypt(new TextEncoder().encode(lines.join("\n"))));
}

/** Why a file gives no identity. */
export type UnlockFault = "no-key-file" | "wrong-passphrase";

/** The identity in a file: locked with a passphrase, as we make them, or plain, as age-keygen makes them. */
export async function unlocked(file: Bytes, passphrase: string): Promise<Identity | UnlockFault> {
  const plain = new TextDecoder().decode(file);
  if (!plain.startsWith("age-encryption.org/")) return identityIn(plain);
  if (!/^-> scrypt /m.test(plain.slice(0, 200))) return "no-key-file";
  const age = new Decrypter();
  age.addPassphrase(passphrase);
  try {
    return identityIn(await age.decrypt(file, "text"));
  } catch {
    return "wrong-passphrase";
  }
}

async function identityIn(text: string): Promise<Identity | UnlockFault> {
  const secret = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line.startsWith("AGE-SECRET-KEY-"));
  try {
    return secret ? await identityOf(secret) : "no-key-file";
  } catch {
    return "no-key-file";
  }
}

/** Encrypts to one recipient. */
export async function encrypted(plain: Bytes, recipient: string): Promise<Bytes> {
  const age = new Encrypter();
  age.addRecipient(recipient);
  return own(await age.encrypt(plain));
}

/** The library does not say in its types that nobody else holds the memory; it does not. */
function own(bytes: Uint8Array): Bytes {
  return bytes as Bytes;
}
