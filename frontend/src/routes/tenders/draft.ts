import type { OpeningKey } from "../../api/opening";
import type { Round } from "../../api/rounds";
import type { NegotiationGround, QuotaMode, Tender, TenderDraft, TenderWay } from "../../api/tenders";
import { sumOf } from "../../lib/decimal";
import type { RouteRule } from "../RouteRules";
import { isTwoStage } from "./phases";
import { evaluationRules, newRules, type RulesValues, ruleField, rulesOf } from "./rules";

/** A lot as it is edited; items point to it by its key, which lasts when lots before it go. */
export interface LotValues {
  key: string;
  title: string;
  maximumValue: string;
  /** By which rules call-offs find their supplier; none: all go to the best bidder. */
  route: RuleValues[];
}

/** A rule as it is edited; positions as they are typed, with commas between them. */
export interface RuleValues {
  key: string;
  items: string;
  monthsFrom: string;
  monthsTo: string;
  way: RouteRule["way"] | "";
  from: string;
  below: string;
  category: NonNullable<RouteRule["category"]> | "";
  hours: string;
}

/** An item of the round as it is edited: in which lot, if in any, and up to which quantity. */
export interface ItemValues {
  /** The round's item. */
  id: string;
  lot: string;
  maximumQuantity: string;
}

/** A place in the committee as it is edited; the key lasts when places before it go. */
export interface OfficerValues {
  key: string;
  person: string;
}

/** An option to extend the contract as it is edited; the key lasts when options before it go. */
export interface OptionValues {
  key: string;
  months: string;
}

/** A tender as its form has it. */
export interface DraftValues {
  title: string;
  way: TenderWay | "";
  /** Asked for in a direct award only, as is who is invited. */
  wayReason: string;
  invited: { id: string; name: string }[];
  /** Of an open procedure whose time for bids is to be short. */
  urgency: string;
  /** Of a procedure whose participants are chosen: until when they ask, how many are invited, and by what, a line each. */
  requestsUntil: string;
  least: string;
  criteria: string;
  ground: NegotiationGround | "";
  firstBids: boolean;
  rules: RulesValues;
  termMonths: string;
  options: OptionValues[];
  termJustification: string;
  quotaMode: QuotaMode | "";
  /** Asked for with soft quotas only. */
  flowBackMonths: string;
  deadline: string;
  /** Who opens the bids, in the order of the committee. */
  officers: OfficerValues[];
  noLotsReason: string;
  lots: LotValues[];
  /** In the order of the round. */
  items: ItemValues[];
}

/** Over how many months a term, with all options, needs a justification (VgV 21(6)). The server decides; this shows the field. */
export const monthsWithoutReason = 48;

/** The bounds of a term in months, with all options, and how many options there are at most. */
export const termBounds = { least: 1, most: 120, options: 10 };

/** How long the contract runs if all options are used; what is no number counts for nothing. */
export function longestMonths({ termMonths, options }: Pick<DraftValues, "termMonths" | "options">): number {
  return [termMonths, ...options.map(({ months }) => months)].reduce(
    (sum, months) => sum + (/^\d{1,5}$/.test(months) ? Number(months) : 0),
    0,
  );
}

/** How many participants a new draft invites at least; the server knows the law of the day. */
const usualLeast = 5;

/** What allows to negotiate, in the order of the law. */
export const grounds: readonly NegotiationGround[] = [
  "adaptation",
  "innovative",
  "complexity",
  "indescribable",
  "no-regular-bids",
];

/** The bounds of what a first stage says. */
export const stageBounds = { participants: 50, criteria: 20, shortest: 3, longest: 500 };

/** The criteria of suitability, one a line. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** How much a reason for less time says at least. */
export const leastUrgency = 10;

/** How many persons a committee has: two open, so that of the fewest one may lose the key. */
export const committeeSize = { least: 3, most: 7 };

/** Up to how many items each begins in a lot of its own: trades are awarded apart (GWB 97(4)). */
const ownLots = 6;

const categoriesInOrder = ["hardware", "software", "service", "data-center"] as const;

/** What a new draft is named by: its lots after kinds of goods, its one criterion. */
export interface DraftNames {
  category: (category: Round["items"][number]["category"]) => string;
  quality: string;
}

/** How a new tender begins: all items of the round, by lots, up to firm quantity and tolerance. */
export function newDraft(round: Round, keys: readonly OpeningKey[], names: DraftNames): DraftValues {
  const apart = round.items.length <= ownLots;
  const categories = categoriesInOrder.filter((each) =>
    round.items.some(({ category }) => category === each),
  );
  const lots: LotValues[] = apart
    ? round.items.map(({ id, name }) => ({ key: id, title: name, maximumValue: "", route: [] }))
    : categories.map((category) => ({
        key: category,
        title: names.category(category),
        maximumValue: "",
        route: [],
      }));
  return {
    title: round.title,
    way: "open",
    wayReason: "",
    invited: [],
    urgency: "",
    requestsUntil: "",
    least: String(usualLeast),
    criteria: "",
    ground: "",
    firstBids: false,
    rules: newRules(names.quality),
    termMonths: String(monthsWithoutReason),
    options: [],
    termJustification: "",
    quotaMode: "hard",
    flowBackMonths: "",
    deadline: "",
    officers: committeeOf(readiest(keys).slice(0, committeeSize.least)),
    noLotsReason: "",
    lots,
    items: round.items.map(({ id, category, firm, tolerance }) => ({
      id,
      lot: apart ? id : category,
      maximumQuantity: sumOf(firm, tolerance) ?? firm,
    })),
  };
}

/** Those whose key can be used, first the confirmed ones; nobody is proposed without a key. */
function readiest(keys: readonly OpeningKey[]): string[] {
  const registered = keys.filter(({ recipient }) => recipient);
  const confirmed = registered.filter(({ confirmedAt }) => confirmedAt);
  return [...new Set([...confirmed, ...registered])].map(({ person }) => person.id);
}

/** The places of a committee of these persons; what is missing of the fewest is empty. */
function committeeOf(persons: readonly string[]): OfficerValues[] {
  const places = Math.max(committeeSize.least, persons.length);
  return Array.from({ length: places }, (_, index) => ({
    key: String(index),
    person: persons[index] ?? "",
  }));
}

/** A draft as it is taken up again. */
export function draftOf(tender: Tender, round: Round, names: Pick<DraftNames, "quality">): DraftValues {
  const placed = new Map(
    tender.lots.flatMap(({ id: lot, items }) =>
      items.map(({ roundItemId, maximumQuantity }) => [roundItemId, { lot, maximumQuantity }]),
    ),
  );
  return {
    title: tender.title,
    way: tender.choice.way,
    wayReason: tender.choice.reason ?? "",
    invited: tender.choice.invited ?? [],
    urgency: tender.choice.urgency ?? "",
    requestsUntil: tender.choice.requestsUntil ?? "",
    least: String(tender.choice.least ?? usualLeast),
    criteria: (tender.choice.criteria ?? []).join("\n"),
    ground: tender.choice.ground ?? "",
    firstBids: tender.choice.firstBids ?? false,
    rules: rulesOf(tender.rules, names.quality),
    termMonths: String(tender.termMonths),
    options: (tender.optionMonths ?? []).map((months, index) => ({
      key: String(index),
      months: String(months),
    })),
    termJustification: tender.termJustification ?? "",
    quotaMode: tender.quotaMode,
    flowBackMonths: tender.flowBackMonths ? String(tender.flowBackMonths) : "",
    deadline: tender.deadline,
    officers: committeeOf(
      tender.openingOfficers.toSorted((a, b) => a.position - b.position).map(({ person }) => person.id),
    ),
    noLotsReason: tender.noLotsReason ?? "",
    lots: tender.lots.map(({ id, title, maximumValue, route }) => ({
      key: id,
      title,
      maximumValue,
      route: route?.map(ruleValues) ?? [],
    })),
    items: round.items.map(({ id, firm, tolerance }) => ({
      id,
      ...(placed.get(id) ?? { lot: "", maximumQuantity: sumOf(firm, tolerance) ?? firm }),
    })),
  };
}

function ruleValues(rule: RouteRule, index: number): RuleValues {
  const { way, from = "", below = "", category = "", items = [], monthsFrom, monthsTo, answerHours } = rule;
  return {
    key: String(index),
    way,
    from,
    below,
    category,
    hours: answerHours ? String(answerHours) : "48",
    items: items.join(", "),
    monthsFrom: monthsFrom ? String(monthsFrom) : "",
    monthsTo: monthsTo ? String(monthsTo) : "",
  };
}

/** The positions in a list like "1, 3". */
const positionsOf = (list: string) => list.split(",").map((position) => Number(position));

function routeRule({
  way,
  from,
  below,
  category,
  hours,
  items,
  monthsFrom,
  monthsTo,
}: RuleValues): RouteRule {
  return {
    way: way || "direct", // the form does not let it be empty
    ...(from && { from }),
    ...(below && { below }),
    ...(category && { category }),
    ...(items.trim() && { items: positionsOf(items) }),
    ...(monthsFrom.trim() && { monthsFrom: Number(monthsFrom) }),
    ...(monthsTo.trim() && { monthsTo: Number(monthsTo) }),
    ...(way === "cascade" && { answerHours: Number(hours) }),
  };
}

/** The items that stand in a lot, in the round's order; those in none for "". */
export function itemsOf(values: Pick<DraftValues, "items">, lot: string): ItemValues[] {
  return values.items.filter((item) => item.lot === lot);
}

/** How the tender is run, with the reasons that belong to that. */
function choiceOf(
  values: Pick<
    DraftValues,
    | "way"
    | "wayReason"
    | "invited"
    | "urgency"
    | "requestsUntil"
    | "least"
    | "criteria"
    | "ground"
    | "firstBids"
  >,
): NonNullable<TenderDraft["choice"]> {
  const [reason, urgency] = [values.wayReason.trim(), values.urgency.trim()];
  if (values.way === "direct-award")
    return { way: values.way, ...(reason && { reason }), invited: values.invited.map(({ id }) => id) };
  if (isTwoStage(values.way))
    return {
      way: values.way,
      ...(values.way === "negotiated" && {
        ...(values.ground && { ground: values.ground }),
        ...(reason && { reason }),
        firstBids: values.firstBids,
      }),
      ...(urgency && { urgency }),
      requestsUntil: values.requestsUntil,
      least: Number(values.least),
      criteria: linesOf(values.criteria),
    };
  return { way: "open", ...(urgency && { urgency }) };
}

/** The draft as the server takes it; what does not belong to the choices made is left out. */
export function tenderDraft(round: Round, values: DraftValues): TenderDraft {
  return {
    roundId: round.id,
    title: values.title.trim(),
    choice: choiceOf(values),
    rules: evaluationRules(values.rules),
    termMonths: Number(values.termMonths),
    ...(values.options.length > 0 && { optionMonths: values.options.map(({ months }) => Number(months)) }),
    ...(longestMonths(values) > monthsWithoutReason &&
      values.termJustification.trim() && { termJustification: values.termJustification.trim() }),
    quotaMode: values.quotaMode || "hard", // the form does not let it be empty
    ...(values.quotaMode === "soft" && { flowBackMonths: Number(values.flowBackMonths) }),
    deadline: values.deadline,
    openingOfficers: values.officers.map(({ person }) => person),
    ...(values.lots.length === 1 &&
      values.noLotsReason.trim() && { noLotsReason: values.noLotsReason.trim() }),
    lots: values.lots.map(({ key, title, maximumValue, route }) => ({
      title: title.trim(),
      maximumValue,
      ...(route.length > 0 && { route: route.map(routeRule) }),
      items: itemsOf(values, key).map(({ id, maximumQuantity }) => ({ roundItemId: id, maximumQuantity })),
    })),
  };
}

const choiceFields: Readonly<Record<string, string>> = {
  "choice.reason": "wayReason",
  "choice.urgency": "urgency",
  "choice.requestsUntil": "requestsUntil",
  "choice.least": "least",
  "choice.criteria": "criteria",
  "choice.ground": "ground",
};

/** The form's name of a field that the server found wrong in a draft. */
export function formField(
  field: string | undefined,
  draft: TenderDraft,
  values: Pick<DraftValues, "items" | "rules">,
): string | undefined {
  if (field?.startsWith("rules.")) return ruleField(field, values.rules.criteria);
  if (field?.startsWith("optionMonths")) return draft.optionMonths ? "options.0.months" : "termMonths";
  if (field?.startsWith("choice.")) return choiceFields[field] ?? "way";
  if (field === "openingOfficers") return "officers.0.person";
  const officer = /^openingOfficers\.(\d+)$/.exec(field ?? "");
  if (officer) return `officers.${officer[1]}.person`;
  const item = /^lots\.(\d+)\.items\.(\d+)\.maximumQuantity$/.exec(field ?? "");
  if (!item) return field;
  const id = draft.lots[Number(item[1])]?.items[Number(item[2])]?.roundItemId;
  const index = values.items.findIndex((each) => each.id === id);
  return index < 0 ? undefined : `items.${index}.maximumQuantity`;
}
