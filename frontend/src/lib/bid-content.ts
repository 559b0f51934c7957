import type { Bytes } from "./bytes";

/** What a bidder seals: for which tender, by which supplier, item id to the net price of one unit. */
export interface PriceSheet {
  tender: string;
  bidder: string;
  prices: Readonly<Record<string, string>>;
}

/** The lengths of padded contents: what is handed in tells nothing but its order of size. */
const sizes = [4096, 16_384, 65_536, 262_144, 1_048_576] as const;

const priceText = /^\d{1,9}(\.\d{1,6})?$/;
const idText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Random digits that keep a content's hash from being guessed; fresh for each version of a bid. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The content of a bid: canonical JSON, padded with spaces (docs/decisions/0004-sealing.md). Throws on what
 * is no bid, since the server could only exclude it after the opening.
 */
export function contentOf(sheet: PriceSheet, nonce: string): Bytes {
  const items = Object.keys(sheet.prices).sort();
  const odd = [sheet.tender, sheet.bidder, ...items].find((id) => !idText.test(id));
  if (odd !== undefined) throw new Error(`"${odd}" is no id`);
  if (items.length === 0) throw new Error("a bid has at least one price");
  if (!/^[0-9a-f]{64}$/.test(nonce)) throw new Error("the nonce is not 64 hexadecimal digits");
  const prices: Record<string, string> = {};
  for (const item of items) {
    const price = sheet.prices[item] ?? "";
    if (!priceText.test(price)) throw new Error(`"${price}" is no price`);
    prices[item] = price;
  }
  // The order of the members is the order in the bytes; ids are no array indices, so theirs is kept too.
  const text = JSON.stringify({ format: 1, tender: sheet.tender, bidder: sheet.bidder, nonce, prices });
  return padded(text);
}

function padded(text: string): Bytes {
  const size = sizes.find((most) => text.length <= most);
  if (size === undefined) throw new Error("too many prices for one bid");
  return new TextEncoder().encode(text.padEnd(size, " "));
}
