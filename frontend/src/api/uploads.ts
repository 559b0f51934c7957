import { type Bytes, toHex } from "../lib/bytes";
import { body, client } from "./client";
import { Problem } from "./problem";

/** What is sent as it is, in one go; anything larger comes in parts of this size. */
const partSize = 2 << 20;

/** How long a line may be broken before it is given up, and how long to wait between two tries, in milliseconds. */
const patience = 10 * 60_000;
const longestPause = 10_000;

/** How far a file is on its way: bytes, and whether the line is broken at the moment. */
export interface Sending {
  sent: number;
  broken: boolean;
}

/** Whether a file comes in parts. */
export function comesInParts(file: Blob): boolean {
  return file.size > partSize;
}

/** A file as the body of a request: the contract says binary text, and it goes as it is. */
export function asItIs(content: Blob) {
  return {
    body: content as unknown as string,
    bodySerializer: (sent: unknown) => sent as Blob,
    headers: { "Content-Type": "application/octet-stream" },
  };
}

/**
 * Sends a file in parts and returns the upload's id. What is there already, from an earlier try or another
 * day's, is not sent again; where the line breaks it goes on when the line is back.
 */
export async function sendInParts(file: Blob, onStep: (now: Sending) => void): Promise<string> {
  const announced = { size: file.size, digest: await digestOf(file) };
  const tell = (received: number, broken: boolean) =>
    onStep({ sent: Math.min(file.size, received * partSize), broken });
  let at = await insisting(
    () => body(client.POST("/uploads", { body: announced })),
    () => tell(0, true),
  );
  while (at.received < at.parts) {
    tell(at.received, false);
    const { id, received } = at;
    const part = partOf(file, received);
    at = await insisting(
      () =>
        body(
          client.PUT("/uploads/{id}/parts/{number}", {
            params: { path: { id, number: received } },
            ...asItIs(part),
          }),
        ),
      () => tell(received, true),
    );
  }
  tell(at.received, false);
  return at.id;
}

/** Throws a file away that was sent in parts; if that fails, a day does it. */
export async function dropUpload(id: string): Promise<void> {
  await client.DELETE("/uploads/{id}", { params: { path: { id } } }).catch(() => undefined);
}

function partOf(file: Blob, number: number): Blob {
  return file.slice(number * partSize, (number + 1) * partSize);
}

/** SHA-256 over the SHA-256 of each part: a file of any size is read with little memory. */
async function digestOf(file: Blob): Promise<string> {
  const count = Math.ceil(file.size / partSize);
  const sums = new Uint8Array(count * 32);
  for (let number = 0; number < count; number++)
    sums.set(await sumOf(await partOf(file, number).arrayBuffer()), number * 32);
  return toHex(await sumOf(sums.buffer));
}

async function sumOf(content: ArrayBuffer): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content));
}

/** Tries again while nobody answers, ever more slowly. */
async function insisting<T>(ask: () => Promise<T>, onBreak: () => void): Promise<T> {
  const end = Date.now() + patience;
  for (let pause = 500; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await ask();
    } catch (problem) {
      if (!(problem instanceof Problem && problem.undecided) || Date.now() + pause > end) throw problem;
      onBreak();
      await new Promise((wake) => setTimeout(wake, pause));
    }
  }
}
