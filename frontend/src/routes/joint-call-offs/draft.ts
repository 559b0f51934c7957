import type { JointKey, PlaceJoint } from "../../api/joints";

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
  const { memberId, frameworkId, agreeBy, goesOn, budgetCode, note } = draft;
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
    agreeBy,
    goesOn,
    budgetCode: budgetCode.trim(),
    ...(note.trim() && { note: note.trim() }),
    lines: draft.lines.map(({ itemId, quantity }) => ({ itemId, ...(key !== "quantities" && { quantity }) })),
    participants: [
      ...(key === "equal" ? [] : [{ memberId, ...keyed(draft.own) }]),
      ...draft.participants.map((participant) => ({ memberId: participant.memberId, ...keyed(participant) })),
    ],
  };
}
