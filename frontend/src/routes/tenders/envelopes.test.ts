import { expect, test } from "vitest";
import type { Envelope } from "../../api/opening";
import type { ShareFault } from "../../lib/shares";
import { lostReleases, type OpenOne, openEnvelopes, releasesOf, unreadable } from "./envelopes";

const envelope = (bidId: string): Envelope => ({
  bidId,
  bidder: bidId,
  kind: "price",
  envelope: "",
  containerHash: "",
  shareHash: "",
});

const faults: Readonly<Record<string, ShareFault>> = { b: "broken", c: "foreign", d: "mismatch" };

const open: OpenOne = async ({ bidId }) => {
  const fault = faults[bidId];
  return fault ? { fault } : { share: `5a${bidId}` };
};

test("only a share that is believed is released, all else is declared unreadable", async () => {
  const counts: number[] = [];
  const results = await openEnvelopes(["a", "b", "c", "d"].map(envelope), open, (count) =>
    counts.push(count),
  );
  expect(results.map(({ outcome }) => outcome)).toEqual(["fine", "broken", "foreign", "mismatch"]);
  expect(counts).toEqual([1, 2, 3, 4]);
  expect(unreadable(results).map(({ envelope: { bidId } }) => bidId)).toEqual(["b", "c", "d"]);
  expect(releasesOf(results)).toEqual([
    { bidId: "a", share: "5aa" },
    { bidId: "b", unreadable: true },
    { bidId: "c", unreadable: true },
    { bidId: "d", unreadable: true },
  ]);
});

test("whoever has lost the key declares every bid, so that the others can go on", () => {
  expect(lostReleases(["a", "b"].map(envelope))).toEqual([
    { bidId: "a", unreadable: true },
    { bidId: "b", unreadable: true },
  ]);
});

test("without bids there is nothing to release", async () => {
  expect(releasesOf(await openEnvelopes([], open, () => {}))).toEqual([]);
});
