import type { Person } from "./person";

/** A price as it is typed: item, net price per unit. */
export type Price = readonly [item: string, price: string];

/** What a supplier does. */
export function bidder(person: Person) {
  const { page } = person;
  return {
    ...person,

    async findsTender(title: string) {
      await person.chooses("Vergaben");
      await person.follows(title);
    },

    async seals(prices: readonly Price[]) {
      for (const [item, price] of prices) {
        await page.getByLabel(`Nettopreis je Einheit: ${item}`).fill(price);
      }
      await person.presses("Versiegeln und abgeben");
      await person.reads("Ihr Angebot ist eingegangen");
    },
  };
}
