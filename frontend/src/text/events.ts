import { capacity } from "./events/capacity";
import { contracts } from "./events/contracts";
import { costs } from "./events/costs";
import { house } from "./events/house";
import { metering } from "./events/metering";
import { orders } from "./events/orders";
import { tendering } from "./events/tendering";
import { texts } from "./text";

/** Words by the name the server writes. It may know more names than this page. */
type Names = Readonly<Record<string, string | undefined>>;

interface Words {
  /** What was done, in the past tense. */
  actions: Names;
  /** An act, as what was refused is named. */
  acts: Names;
  /** What it was done to. */
  objects: Names;
}

/** The words of all areas as one. */
function together(areas: readonly Words[]): Words {
  return {
    actions: Object.assign({}, ...areas.map(({ actions }) => actions)),
    acts: Object.assign({}, ...areas.map(({ acts }) => acts)),
    objects: Object.assign({}, ...areas.map(({ objects }) => objects)),
  };
}

const areas = [tendering, contracts, orders, capacity, metering, costs, house];

/** What events say: what was done, what was refused, and to what. Unknown names stand for themselves. */
export const eventsText = texts({
  de: {
    ...together(areas.map(({ de }) => de)),
    refused: (act: string) => `Verweigert: ${act}`,
    because: (sentence: string) => `Grund: ${sentence}`,
    unknownActor: "ohne Anmeldung",
    hiddenActor: "Name erst nach der Teilnahmefrist",
    notLoaded: "Der Verlauf konnte nicht geladen werden.",
  },
  en: {
    ...together(areas.map(({ en }) => en)),
    refused: (act) => `Refused: ${act}`,
    because: (sentence) => `Reason: ${sentence}`,
    unknownActor: "not signed in",
    hiddenActor: "named when the time for requests is over",
    notLoaded: "The history could not be loaded.",
  },
});

/** What an event says in a line: what was done, or what was refused. */
export function eventName(
  event: { action: string; refused: boolean },
  text: (typeof eventsText)["de"],
): string {
  if (event.refused) return text.refused(text.acts[event.action] ?? event.action);
  return text.actions[event.action] ?? event.action;
}

/** What bidders do with a tender: while requests to participate are taken, nobody reads who it was (VgV 55(1)). */
const ofBidders = ["tender.request-handed-in", "tender.request-withdrawn", "bid.hand-in", "bid.withdraw"];

/** Who did what an event tells of, or why no name stands there. */
export function actorName(
  event: { action: string; actor: string; objectType: string },
  text: (typeof eventsText)["de"],
): string {
  if (event.actor) return event.actor;
  return event.objectType === "tender" && ofBidders.includes(event.action)
    ? text.hiddenActor
    : text.unknownActor;
}
