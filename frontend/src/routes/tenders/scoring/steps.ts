import type { Scoring, SheetScore } from "../../../api/scoring";

/** A bid in a lot: what an evaluator looks at at once, and scores under every criterion. */
export interface Step {
  bidId: string;
  lotId: string;
  bidder: string;
  lot: string;
  /** What the bid offers, in the bidder's words. */
  answer: string;
}

/** The admitted bids lot by lot, in the order in which they are scored. */
export function stepsOf(scoring: Scoring): Step[] {
  return scoring.bids
    .filter(({ admitted }) => admitted)
    .flatMap(({ bidId, bidder, lots }) =>
      lots.map(({ lotId, title, answer = "" }) => ({
        bidId,
        lotId,
        bidder: bidder.name,
        lot: title,
        answer,
      })),
    );
}

/** What the sheet has for a step under a criterion. */
export function scoreAt(
  scores: readonly SheetScore[],
  step: Pick<Step, "bidId" | "lotId">,
  criterion: string,
): SheetScore | undefined {
  return scores.find(
    (each) => each.bidId === step.bidId && each.lotId === step.lotId && each.criterion === criterion,
  );
}

/** The first step at which a score is missing, or the last one. */
export function firstOpen(scoring: Scoring): number {
  const steps = stepsOf(scoring);
  const scores = scoring.sheet?.scores ?? [];
  const open = steps.findIndex((step) => scoring.criteria.some(({ name }) => !scoreAt(scores, step, name)));
  return open < 0 ? Math.max(steps.length - 1, 0) : open;
}
