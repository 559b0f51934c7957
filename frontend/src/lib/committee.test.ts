import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isCommittee, type Officer } from "./committee";

/** A committee whose hash Go computed: domain/tender/committee_test.go reads the same file. */
interface Vector {
  tender: string;
  officers: Omit<Officer, "position">[];
  hash: string;
}

const file = join(import.meta.dirname, "..", "..", "..", "domain", "tender", "testdata", "committee.json");
const { tender, officers: named, hash }: Vector = JSON.parse(readFileSync(file, "utf8"));
const officers: Officer[] = named.map((officer, at) => ({ position: at + 1, ...officer }));

test("the committee is the one that Go knows", async () => {
  expect(await isCommittee(tender, officers, hash)).toBe(true);
});

test("nobody and nothing in it can be put in another's place", async () => {
  const [first, second, ...rest] = officers;
  if (!first || !second) throw new Error("there are four");
  const others: Officer[][] = [
    [{ ...first, person: first.confirmedBy }, second, ...rest],
    [{ ...first, confirmedBy: first.person }, second, ...rest],
    [{ ...first, recipient: second.recipient }, second, ...rest], // does not fit its fingerprint
    [{ ...first, recipient: second.recipient, fingerprint: second.fingerprint }, second, ...rest],
    [second, first, ...rest],
    [first, second],
    [],
  ];
  for (const each of others) expect(await isCommittee(tender, each, hash)).toBe(false);
  expect(await isCommittee(second.person, officers, hash)).toBe(false);
});
