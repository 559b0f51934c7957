import type { Session } from "../../api/session";
import type { Tender, TenderStatus, TenderWay } from "../../api/tenders";
import type { ToDo } from "../../api/todo";

/** The steps of a procedure as its stepper shows them. */
export const steps = [
  "draft",
  "review",
  "requests",
  "published",
  "opening",
  "evaluation",
  "standstill",
  "awarded",
] as const;

/** One of the steps of a procedure. */
export type TenderStepKey = (typeof steps)[number];

const stepOfStatus: Record<TenderStatus, TenderStepKey> = {
  draft: "draft",
  "in-review": "review",
  requests: "requests",
  selection: "requests",
  published: "published",
  "deadline-passed": "opening",
  opened: "evaluation",
  evaluating: "evaluation",
  "award-proposed": "standstill",
  standstill: "standstill",
  awarded: "awarded",
  cancelled: "draft",
};

/** Whether suppliers ask to take part first, and only those who are chosen bid. */
export function isTwoStage(way: TenderWay | ""): way is "restricted" | "negotiated" {
  return way === "restricted" || way === "negotiated";
}

/** The steps that a tender takes: only where participants are chosen there is a stage before the bids. */
export function stepsOf({ choice }: { choice: Pick<Tender["choice"], "way"> }): TenderStepKey[] {
  return steps.filter((step) => step !== "requests" || isTwoStage(choice.way));
}

/** Whether the first stage is over, with an invitation or without: then it is kept beside what follows. */
export function isChosen(tender: Pick<Tender, "choice" | "status" | "publishedAt">): boolean {
  const ended = tender.status === "cancelled" && tender.publishedAt !== undefined;
  return isTwoStage(tender.choice.way) && (tender.choice.invitedAt !== undefined || ended);
}

/** Whether bids are, or were, talked about and made anew. */
export function isNegotiated(tender: Pick<Tender, "choice">): boolean {
  return tender.choice.way === "negotiated" && tender.choice.invitedAt !== undefined;
}

/** Whether bidders have to be called for final bids before an award can be proposed. */
export function owesTalks({ checks }: Pick<Tender, "checks">): boolean {
  return checks.some(({ code, met }) => code === "final-bids-called" && !met);
}

/** Which words the steps have: only above the threshold bidders wait for a standstill. */
export function wordOf(
  step: TenderStepKey,
  { procedure }: Pick<Tender, "procedure">,
): TenderStepKey | "proposal" {
  return step === "standstill" && !procedure.endsWith("-eu") ? "proposal" : step;
}

/** The step at which a tender stands. */
export function stepOf(status: TenderStatus): TenderStepKey {
  return stepOfStatus[status];
}

const opened: readonly TenderStatus[] = ["opened", "evaluating", "award-proposed", "standstill", "awarded"];

/** Whether the bids have been opened, so that there are prices to be seen. */
export function isOpened(status: TenderStatus): boolean {
  return opened.includes(status);
}

/** Whether the tender can still end without an award. */
export function isRunning(status: TenderStatus): boolean {
  return status !== "awarded" && status !== "cancelled";
}

/** Whether a person sees all bids: the cooperative's people do, but for its administrator. */
export function seesAllBids(session: Pick<Session, "roles">): boolean {
  return session.roles.some(
    ({ role, organisation }) => organisation.kind === "cooperative" && role !== "administrator",
  );
}

/** The suppliers for which a person bids, each once. */
export function suppliersOf(session: Pick<Session, "roles">): { id: string; name: string }[] {
  const suppliers = new Map<string, { id: string; name: string }>();
  for (const { role, organisation } of session.roles) {
    if (role === "bidder") suppliers.set(organisation.id, { id: organisation.id, name: organisation.name });
  }
  return [...suppliers.values()];
}

/**
 * Whether the step belongs to another person than this one, because this one took the step before. The
 * server tells by name only who that was, and offers as a task only what others began: of two persons of
 * one name the other one still acts.
 */
export function tookStepBefore(
  session: Pick<Session, "person">,
  by: string | undefined,
  task: { kind: ToDo["kind"]; tender: Pick<Tender, "id"> },
  tasks: readonly ToDo[],
): boolean {
  const offered = tasks.some(({ kind, objectId }) => kind === task.kind && objectId === task.tender.id);
  return by === session.person.name && !offered;
}
