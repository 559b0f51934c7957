import { sha256 } from "./bytes";

/** An officer of a tender's committee, as the notice names it. */
export interface Officer {
  position: number;
  person: string;
  recipient: string;
  fingerprint: string;
  confirmedBy: string;
}

const hashOf = (text: string) => sha256(new TextEncoder().encode(text));

/** The hash of the committee that the notice states (format 2, docs/decisions/0012-two-of-n.md). */
export function committeeHashOf(tender: string, officers: readonly Officer[]): Promise<string> {
  const lines = ["allmende-committee\t2", `tender\t${tender}`];
  for (const { position, person, recipient, fingerprint, confirmedBy } of officers)
    lines.push(["officer", position, person, fingerprint, recipient, confirmedBy].join("\t"));
  return hashOf(`${lines.join("\n")}\n`);
}

/** Whether these officers with these keys are the committee whose hash the notice states. */
export async function isCommittee(
  tender: string,
  officers: readonly Officer[],
  committeeHash: string,
): Promise<boolean> {
  for (const { recipient, fingerprint } of officers)
    if ((await hashOf(recipient)) !== fingerprint) return false;
  return (await committeeHashOf(tender, officers)) === committeeHash;
}
