import type { JointKey, PlaceJoint, QuoteJoint } from "../../api/joints";

/** What stands in the form of a joint call-off. */
export interface JointDraft {
  memberId: string;
  frameworkId: string;
  key: JointKey | "";
  lines: { itemId: string; quantity: string }[];
  own: { weight: string; quantities: string[] };
  participants: { memberId: string; weight: string; quantities: string[] }[];
  agreeBy: string;
  goesOn: boolean;
  budgetCode: string;
  note: string;
}

/** The order that a form asks for, with nothing that its key does not want. */
export function orderOf(draft: JointDraft): PlaceJoint {
  const { agreeBy, goesOn, budgetCode, note } = draft;
  return {
    ...wishOf(draft),
    agreeBy,
    goesOn,
    budgetCode: budgetCode.trim(),
    ...(note.trim() && { note: note.trim() }),
  };
}

/** What the shares follow from, once all of it is there. */
export function quotable(draft: JointDraft): QuoteJoint | undefined {
  const { frameworkId, memberId, key, lines, participants } = draft;
  const wish = wishOf(draft);
  const complete =
    frameworkId &&
    memberId &&
    key &&
    lines.every(({ itemId, quantity }) => itemId && (key === "quantities" || quantity)) &&
    participants.every(({ memberId }) => memberId) &&
    wish.participants.every(
      ({ weight, quantities }) => (key !== "weights" || weight) && quantities?.every(Boolean) !== false,
    );
  return complete ? wish : undefined;
}

function wishOf(draft: JointDraft): QuoteJoint {
  const { memberId, frameworkId } = draft;
  const key = draft.key || "equal";
  const keyed = (participant: { weight: string; quantities: string[] }) => ({
    ...(key === "weights" && { weight: participant.weight.trim().replace(",", ".") }),
    ...(key === "quantities" && {
      quantities: draft.lines.map((_, line) => participant.quantities[line] ?? "0"),
    }),
  });
  return {
    memberId,
    frameworkId,
    key,
    lines: draft.lines.map(({ itemId, quantity }) => ({ itemId, ...(key !== "quantities" && { quantity }) })),
    participants: [
      ...(key === "equal" ? [] : [{ memberId, ...keyed(draft.own) }]),
      ...draft.participants.map((participant) => ({ memberId: participant.memberId, ...keyed(participant) })),
    ],
  };
}
