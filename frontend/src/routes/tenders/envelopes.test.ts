import { expect, test } from "vitest";
import type { Envelope } from "../../api/opening";
import { type Bytes, sha256, toBase64 } from "../../lib/bytes";
import { openEnvelopes, releasesOf, unreadable } from "./envelopes";

const bytes = (text: string) => new TextEncoder().encode(text);

const envelope = async (bidId: string, sealed: string, content: string): Promise<Envelope> => ({
  bidId,
  bidder: bidId,
  sealed: sealed === "" ? "" : toBase64(bytes(sealed)),
  hash: await sha256(bytes(content)),
});

/** Opens what was "sealed" as "sealed:" and the content. */
async function open(sealed: Bytes): Promise<Bytes | undefined> {
  const text = new TextDecoder().decode(sealed);
  return text.startsWith("sealed:") ? bytes(text.slice(7)) : undefined;
}

test("only what opens and has its hash is released, all else is declared unreadable", async () => {
  const counts: number[] = [];
  const results = await openEnvelopes(
    [
      await envelope("a", "sealed:prices", "prices"),
      await envelope("b", "garbage", "prices"),
      await envelope("c", "sealed:others", "prices"),
      await envelope("d", "", "prices"),
    ],
    open,
    (count) => counts.push(count),
  );
  expect(results.map(({ outcome }) => outcome)).toEqual(["fine", "broken", "mismatch", "missing"]);
  expect(counts).toEqual([1, 2, 3, 4]);
  expect(unreadable(results).map(({ envelope: { bidId } }) => bidId)).toEqual(["b", "c", "d"]);
  expect(releasesOf(results)).toEqual([
    { bidId: "a", opened: toBase64(bytes("prices")) },
    { bidId: "b", unreadable: true },
    { bidId: "c", unreadable: true },
    { bidId: "d", unreadable: true },
  ]);
});

test("without bids there is nothing to release", async () => {
  expect(releasesOf(await openEnvelopes([], open, () => {}))).toEqual([]);
});
