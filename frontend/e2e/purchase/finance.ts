import type { Person } from "./person";

/** What a finance officer does. */
export function financeOfficer(person: Person) {
  const { page } = person;
  return {
    ...person,

    async collectsCost(name: string, amount: string, tender: string) {
      await person.chooses("Kosten");
      await person.follows("Kosten anlegen");
      await page.getByLabel("Bezeichnung").fill(name);
      await page.getByLabel("Kosten einer Vergabe").check();
      await page.getByLabel("Betrag").fill(amount);
      const tenders = page.getByLabel(/^Vergabe/);
      const label = await tenders.getByRole("option", { name: tender }).textContent();
      await tenders.selectOption({ label: label ?? "" });
      await person.looks("7-finance-new-cost");
      await person.presses("Anlegen und Schlüssel wählen");
    },

    async splitsByInhabitants() {
      await page.getByLabel("Einwohner", { exact: true }).check();
      await person.reads("Vorschau: Einwohner");
      await person.looks("7-finance-preview");
      await person.presses("Als Entwurf festhalten");
      await person.reads("Der Entwurf ist festgehalten.");
      await person.reaches("Aufteilung: Einwohner");
    },

    /** Finds the draft among the tasks and posts it. */
    async posts(name: string) {
      await person.chooses("Aufgaben");
      await person.follows(new RegExp(`^Prüfen und buchen: .*${name}`));
      await person.presses("Buchen");
      await person.reads("Die Aufteilung ist gebucht.");
    },

    /** The share of each member as the table of the allocation shows it. */
    async readsShares(): Promise<Map<string, string>> {
      const rows = page.getByRole("table", { name: "Anteile" }).locator("tbody tr");
      const shares = new Map<string, string>();
      for (const row of await rows.all()) {
        const cells = await row.locator(".ui-table__value").allInnerTexts();
        const [member = "", share = ""] = [cells.at(0)?.split("\n")[0], cells.at(-1)?.split("\n")[0]];
        shares.set(member.trim(), share.trim().replaceAll(/\s/g, " "));
      }
      return shares;
    },
  };
}
