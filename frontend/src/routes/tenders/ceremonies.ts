import type { EnvelopeKind, Opening } from "../../api/opening";
import type { Tender } from "../../api/tenders";

/** What is opened at once: all of a bid, or one of its two envelopes. */
export type Part = "all" | EnvelopeKind;

/** What an opening of this kind opens; where there is one envelope only, that is everything. */
export function partOf(tender: Pick<Tender, "envelopes">, kind: EnvelopeKind): Part {
  return tender.envelopes.length > 1 ? kind : "all";
}

/** A step on the way from bidding to open prices. */
export type OpeningStep = "deadline" | "scores" | "done" | Part;

/** The steps of a tender's opening: with two envelopes there is the scoring between them. */
export function openingSteps(tender: Pick<Tender, "envelopes">): OpeningStep[] {
  return tender.envelopes.length > 1
    ? ["deadline", "quality", "scores", "price", "done"]
    : ["deadline", "all", "done"];
}

/** At which of them the opening is. */
export function stepOfOpening(
  tender: Pick<Tender, "envelopes">,
  { phase, kind }: Pick<Opening, "phase" | "kind">,
): OpeningStep {
  if (phase === "before-deadline") return "deadline";
  if (phase === "scores-not-locked") return "scores";
  return phase === "done" ? "done" : partOf(tender, kind);
}
