import type { Lot, LotItem } from "../../api/tenders";
import type { Language } from "../../lib/locale";
import { parsePrice } from "../../lib/money";
import type { Grid } from "../../lib/pasted";

/** Item id to the price as entered: the server's text, or what was typed if that is no price. */
export type Prices = Readonly<Record<string, string>>;

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
