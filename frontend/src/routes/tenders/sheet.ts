import type { Lot, LotItem, Tender } from "../../api/tenders";
import { answerLength, isAnswer, mostAnswer } from "../../lib/content";
import type { Language } from "../../lib/locale";
import { parsePrice } from "../../lib/money";
import type { Grid } from "../../lib/pasted";

/** Item id to the price as entered: the server's text, or what was typed if that is no price. */
export type Prices = Readonly<Record<string, string>>;

/** Item id to the most that the bidder may ask: its price in the contract, in a mini-competition. */
export type Ceilings = Readonly<Record<string, string>>;

/** The ceilings of the bidder in a mini-competition; none elsewhere. */
export function ceilingsOf(tender: Tender, bidder: string): Ceilings {
  const own = tender.competition?.invited.find(({ supplier }) => supplier.id === bidder);
  return Object.fromEntries(own?.ceilings.map(({ itemId, price }) => [itemId, price]) ?? []);
}

/** Whether an item is bid for above its ceiling. Prices have six places at most: exact in millionths. */
export function isAbove(item: LotItem, prices: Prices, ceilings: Ceilings): boolean {
  const ceiling = ceilings[item.id];
  const price = entered(prices, item);
  return ceiling !== undefined && isPrice(price) && millionths(price) > millionths(ceiling);
}

function millionths(price: string): bigint {
  const [whole = "", places = ""] = price.split(".");
  return BigInt(whole + places.padEnd(6, "0"));
}

/** Whether an entered price is one; nothing entered is none, and no fault. */
export function isPrice(value: string): boolean {
  return /^\d{1,9}(\.\d{1,6})?$/.test(value);
}

const entered = (prices: Prices, { id }: LotItem) => (prices[id] ?? "").trim();

/** How many items of a lot have no price; none of them means that the lot is not bid for. */
export function missingPrices(lot: Lot, prices: Prices): number {
  return lot.items.filter((item) => entered(prices, item) === "").length;
}

/** Whether a lot is bid for: each of its items has a price. */
export function isOffered(lot: Lot, prices: Prices): boolean {
  return lot.items.every((item) => isPrice(entered(prices, item)));
}

/** Whether a lot is left out: none of its items has a price. */
export function isLeftOut(lot: Lot, prices: Prices): boolean {
  return missingPrices(lot, prices) === lot.items.length;
}

/** What is sealed: the prices of the lots that are bid for. */
export function offeredPrices(lots: readonly Lot[], prices: Prices): Record<string, string> {
  const offered = lots.filter((lot) => isOffered(lot, prices)).flatMap(({ items }) => items);
  return Object.fromEntries(offered.map((item) => [item.id, entered(prices, item)]));
}

/** Lot id to what the bidder writes about its offer; only where points are given for it. */
export type Answers = Readonly<Record<string, string>>;

/** What is wrong with an answer, by the name of the sentence that says so. */
export type AnswerFault = "answerMissing" | "answerTooLong" | "answerMalformed" | "answerWithoutPrices";

/** The answer as it is sealed: without the blank lines and spaces around it. */
function answered(answers: Answers, { id }: Lot): string {
  return (answers[id] ?? "").replaceAll("\r\n", "\n").trim();
}

/** What is wrong with a lot's answer: every lot that is bid for has one, and no other. */
export function answerFault(lot: Lot, prices: Prices, answers: Answers): AnswerFault | undefined {
  const answer = answered(answers, lot);
  if (answer === "") return isLeftOut(lot, prices) ? undefined : "answerMissing";
  if (isLeftOut(lot, prices)) return "answerWithoutPrices";
  if (answerLength(answer) > mostAnswer) return "answerTooLong";
  return isAnswer(answer) ? undefined : "answerMalformed";
}

/** What is sealed: the answers of the lots that are bid for. */
export function offeredAnswers(
  lots: readonly Lot[],
  prices: Prices,
  answers: Answers,
): Record<string, string> {
  const offered = lots.filter((lot) => isOffered(lot, prices));
  return Object.fromEntries(offered.map((lot) => [lot.id, answered(answers, lot)]));
}

/** What is wrong with the whole sheet; what is wrong with one field stands there. */
export type Complaint = "nothing" | "lotIncomplete" | "aboveContract" | "answersWrong";

/** Why the sheet cannot be sealed as it is; answers are asked for where points are given. */
export function complaintOf(
  lots: readonly Lot[],
  prices: Prices,
  answers: Answers | undefined,
  ceilings: Ceilings = {},
): Complaint | undefined {
  if (lots.every((lot) => isLeftOut(lot, prices))) return "nothing";
  if (!lots.every((lot) => isOffered(lot, prices) || isLeftOut(lot, prices))) return "lotIncomplete";
  if (lots.some(({ items }) => items.some((item) => isAbove(item, prices, ceilings)))) return "aboveContract";
  return answers && lots.some((lot) => answerFault(lot, prices, answers)) ? "answersWrong" : undefined;
}

/** The items of all lots as a grid into which prices are pasted. */
export function priceGrid(lots: readonly Lot[], language: Language): Grid<LotItem, "price"> {
  return {
    items: lots.flatMap(({ items }) => items),
    columns: ["price"],
    isValue: (cell) => parsePrice(cell, language) !== null,
    read: (cell) => parsePrice(cell, language) ?? cell,
    // Behind a name the price stands last: quantities stand before it.
    meant: (values) => values.slice(-1),
  };
}
