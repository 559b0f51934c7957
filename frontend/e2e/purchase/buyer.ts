import type { Person } from "./person";

/** A need as it is typed: item, firm quantity, tolerance. */
export type Need = readonly [item: string, firm: string, tolerance: string];

/** What a buyer of a member does. */
export function buyer(person: Person) {
  const { page } = person;
  return {
    ...person,

    async findsRound(title: string) {
      await person.chooses("Bedarfsrunden");
      await person.follows(title);
    },

    async typesNeeds(needs: readonly Need[]) {
      for (const [item, firm, tolerance] of needs) {
        await page.getByLabel(`Meine feste Menge: ${item}`).fill(firm);
        await page.getByLabel(`Meine Toleranz: ${item}`).fill(tolerance);
      }
    },

    /** Copies cells as Excel does and pastes them into the first field. */
    async pastesNeeds(needs: readonly Need[]) {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.evaluate(
        (cells) => navigator.clipboard.writeText(cells),
        needs.map((row) => row.join("\t")).join("\r\n"),
      );
      await page.getByLabel("Meine feste Menge").first().focus();
      await page.keyboard.press("Control+V");
      await person.reads(`${needs.length} Positionen eingefügt.`);
    },

    async statesNeeds() {
      await person.presses("Bedarf melden");
      await person.reads("Ihr Bedarf ist gemeldet.");
    },

    /** Orders what needs an approval, and tells the number of the call-off. */
    async submitsCallOff(item: string, quantity: string, total: string): Promise<string> {
      await person.chooses("Marktplatz");
      await page.getByLabel("Was brauchen Sie?").fill(item);
      await page.getByLabel("Meine Menge").fill(quantity);
      await person.reads(`für ${quantity} Stück`);
      await person.reads(total);
      await person.looks("6-buyer-marketplace-390");
      await person.follows(`Abrufen: ${item}`);
      await page.getByLabel("Haushaltsstelle oder Kostenstelle").fill("11.1.01.783100");
      await page.getByLabel("Hinweis für den Lieferanten").fill("Neues Rathaus, Poststelle");
      await person.looks("6-buyer-order-390");
      await person.presses("Zur Freigabe vorlegen");
      await person.reads("Der Abruf wartet auf Freigabe");
      await person.looks("6-buyer-ordered-390");
      const number = await page.getByText(/^RV-\d{4}-\d{4}\/\d{6}$/).textContent();
      return number ?? "";
    },

    /** The balance of the account, with the line that leads to it. */
    async readsStatement(line: string, amount: string) {
      await person.chooses("Konten");
      await person.follows(/Göttingen/);
      const row = page.getByRole("row", { name: line });
      await row.getByText(amount).first().waitFor();
      await person.looks("7-buyer-statement-390");
    },
  };
}

/** What an approver of a member does. */
export function approver(person: Person) {
  const { page } = person;
  return {
    ...person,

    async approves(number: string) {
      await person.chooses("Aufgaben");
      await person.reloads();
      await person.looks("6-approver-tasks");
      await person.follows(new RegExp(`${number}`));
      await person.looks("6-approver-call-off");
      await person.presses("Freigeben");
      await person.reads(`${number} ist freigegeben`);
    },

    /** How much of the framework contract of an item is drawn, as its bar says. */
    async readsDrawn(item: string): Promise<{ percent: number; text: string }> {
      await person.chooses("Marktplatz");
      await page.getByLabel("Was brauchen Sie?").fill(item);
      const offer = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: item }) });
      await offer.getByRole("link", { name: /^RV-/ }).click();
      await person.reads("Höchstwert der Vereinbarung");
      await person.reloads();
      const bar = page.getByRole("progressbar", { name: "Abgerufen" });
      const text = await bar.locator("xpath=..").innerText();
      return { percent: Number(await bar.getAttribute("value")), text: text.replaceAll(/\s+/g, " ") };
    },
  };
}
