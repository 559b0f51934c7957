import type { Bytes } from "./bytes";

/** Which of a bid's envelopes something is: what is scored, or the prices that stay closed until then. */
export type Kind = "quality" | "price";

/** What a content is bound to: for which tender, by which supplier, in which version of its bid. */
export interface Binding {
  tender: string;
  bidder: string;
  bid: string;
}

/** What a bidder seals in one envelope: item id to the net price of one unit, or lot id to what is offered. */
export type Offer =
  | { kind: "price"; prices: Readonly<Record<string, string>> }
  | { kind: "quality"; answers: Readonly<Record<string, string>> };

/** The lengths of padded contents: what is handed in tells nothing but its order of size. */
const sizes = [4096, 16_384, 65_536, 262_144, 1_048_576] as const;

const idText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const priceText = /^\d{1,9}(\.\d{1,6})?$/;

/** Control characters but line feed and tab, and halves of characters beyond the first plane. */
const unsealable = /[^\P{Cc}\n\t]|\p{Cs}/u;

/** How many characters the answer for a lot may have. */
export const mostAnswer = 20_000;

/** The length of an answer in characters, counted without taking it apart: a page may hold a mebibyte of them. */
export function answerLength(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** Whether a text can be sealed as an answer. */
export function isAnswer(text: string): boolean {
  return text !== "" && answerLength(text) <= mostAnswer && !unsealable.test(text);
}

/** Random digits that keep a content's hash from being guessed; fresh for each version of a bid. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A content of a bid: canonical JSON, padded with spaces (docs/decisions/0012-two-of-n.md). Throws on what is
 * no bid, since the server could only exclude it after the opening.
 */
export function contentOf({ tender, bidder, bid }: Binding, offer: Offer, nonce: string): Bytes {
  if (!/^[0-9a-f]{64}$/.test(nonce)) throw new Error("the nonce is not 64 hexadecimal digits");
  const values =
    offer.kind === "price"
      ? { prices: ordered(offer.prices, canonicalPrice) }
      : { answers: ordered(offer.answers, checkedAnswer) };
  const odd = [tender, bidder, bid, ...Object.keys(Object.values(values)[0] ?? {})].find(
    (id) => !idText.test(id),
  );
  if (odd !== undefined) throw new Error(`"${odd}" is no id`);
  // The order of the members is the order in the bytes; ids are no array indices, so theirs is kept too.
  return padded(JSON.stringify({ format: 2, kind: offer.kind, tender, bidder, bid, nonce, ...values }));
}

function ordered(
  values: Readonly<Record<string, string>>,
  write: (value: string) => string,
): Record<string, string> {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) throw new Error("an envelope is not sealed empty");
  return Object.fromEntries(entries.map(([id, value]) => [id, write(value)]));
}

/** A price with its least digits, but two places: "389.9" is written "389.90". */
function canonicalPrice(price: string): string {
  if (!priceText.test(price)) throw new Error(`"${price}" is no price`);
  const [whole = "", places = ""] = price.split(".");
  return `${whole.replace(/^0+(?=\d)/, "")}.${places.replace(/0+$/, "").padEnd(2, "0")}`;
}

function checkedAnswer(answer: string): string {
  if (!isAnswer(answer)) throw new Error("an answer is empty, too long, or has control characters");
  return answer;
}

/** Thrown for a content that is longer than the longest there can be. */
export class ContentTooLarge extends Error {}

function padded(text: string): Bytes {
  const bytes = new TextEncoder().encode(text);
  const size = sizes.find((most) => bytes.length <= most);
  if (size === undefined) throw new ContentTooLarge("too much for one envelope");
  const whole = new Uint8Array(size).fill(0x20);
  whole.set(bytes);
  return whole;
}
