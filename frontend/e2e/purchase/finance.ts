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
      await page.getByLabel("Art", { exact: true }).selectOption({ label: "Kosten einer Vergabe" });
      await page.getByLabel("Die Abrufberechtigten einer Vergabe").check();
      await page.getByLabel("Nettobetrag").fill(amount);
      const tenders = page.getByLabel("Vergabe", { exact: true });
      const label = await tenders.getByRole("option", { name: tender }).textContent();
      await tenders.selectOption({ label: label ?? "" });
      await person.looks("7-finance-new-cost");
      await person.presses("Anlegen und Schlüssel wählen");
    },

    async splitsByInhabitants() {
      await person.reaches("Neuer Lauf");
      await page.getByLabel("Einwohner", { exact: true }).check();
      await page.getByRole("table", { name: "Anteile" }).waitFor();
      await person.looks("7-finance-preview");
      await person.presses("Als Entwurf festhalten");
      await person.reads("Der Entwurf ist festgehalten.");
      await person.reaches("Aufteilung");
    },

    /** Finds the draft among the tasks and posts it. */
    async posts(name: string) {
      await person.chooses("Aufgaben");
      await person.follows(new RegExp(`^Prüfen und buchen: .*${name}`));
      await person.presses("Buchen");
      await person.reads("Die Aufteilung ist gebucht.");
    },

    /** What is booked for each member, with VAT, as the table of the allocation shows it. */
    async readsShares(): Promise<Map<string, string>> {
      const rows = page.getByRole("table", { name: "Anteile" }).locator("tbody tr");
      const shares = new Map<string, string>();
      for (const row of await rows.all()) {
        const [member = ""] = (await row.getByRole("rowheader").innerText()).split("\n");
        const booked = await row.locator('[data-label="Wird gebucht"]').innerText();
        shares.set(member.trim(), booked.trim().replaceAll(/\s/g, " "));
      }
      return shares;
    },
  };
}
