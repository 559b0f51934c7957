import { expect } from "vitest";
import { berlinParts, editDate } from "../../src/lib/date";
import { expectAccessible, shoot } from "../browser";
import type { Person } from "./person";

/** An item of a round as the officer types it. */
export interface Item {
  name: string;
  description: string;
  cpv: string;
  price: string;
}

/** A lot as the officer makes it up of the round's items. */
export interface Lot {
  title: string;
  items: readonly string[];
  maximum: string;
}

/** Day and time of an instant as they are typed on German clocks. */
function typed(instant: Date): { day: string; time: string } {
  const { day, time } = berlinParts(instant.toISOString());
  return { day: editDate(day, "de"), time };
}

/** What a procurement officer does. */
export function officer(person: Person) {
  const { page } = person;
  const when = async (label: string, instant: Date) => {
    const field = page.getByRole("group", { name: label });
    const { day, time } = typed(instant);
    await field.getByLabel("Tag", { exact: true }).fill(day);
    await field.getByLabel("Uhrzeit").fill(time);
  };
  return {
    ...person,

    async draftsRound(title: string, closesAt: Date, items: readonly Item[]) {
      await person.chooses("Bedarfsrunden");
      await person.follows("Neue Runde");
      await page.getByLabel("Titel").fill(title);
      await when("Meldeschluss", closesAt);
      for (const [index, item] of items.entries()) {
        if (index > 0) await person.presses("Weitere Position");
        const fields = page.getByRole("group", { name: `Position ${index + 1}` });
        await fields.getByLabel("Bezeichnung").fill(item.name);
        await fields.getByLabel("Beschreibung").fill(item.description);
        await fields.getByRole("combobox", { name: "CPV-Code" }).fill(item.cpv);
        await fields.getByLabel("Schätzpreis netto je Einheit").fill(item.price);
      }
      await person.looks("1-officer-new-round");
      await person.presses("Entwurf anlegen");
      await person.reads("ist angelegt");
      await person.reaches(title);
    },

    async opensRound() {
      await person.presses("Runde öffnen");
      await person.confirms("Runde für Meldungen öffnen?", "Runde öffnen");
      await person.reads("Offen für Meldungen");
    },

    /** The totals of an item change by themselves, as members state their needs. */
    async seesTotal(item: string, firm: string, tolerance: string) {
      const row = page.getByRole("table", { name: "Positionen der Runde" }).getByRole("row", { name: item });
      await row.getByText(firm, { exact: true }).waitFor();
      await row.getByText(tolerance, { exact: true }).waitFor();
    },

    async freezesRound() {
      await person.presses("Einfrieren");
      await person.confirms("Bedarf einfrieren?", "Einfrieren");
      await person.reads("Der Bedarf ist eingefroren");
    },

    /** Makes a tender of the frozen round that stands on the page; each item begins in a lot of its own. */
    async draftsTender(round: string, lots: readonly Lot[], officers: readonly string[], deadline: Date) {
      await person.follows("Vergabe daraus machen");
      await page.getByLabel("Laufzeit", { exact: true }).fill("36");
      await person.presses("Verlängerung vorsehen");
      await page.getByLabel("1. Verlängerung", { exact: true }).fill("12");
      await page.getByLabel("Weiche Kontingente").check();
      await page.getByLabel("Ungenutztes fließt zurück nach").fill("24");
      await when("Ende der Angebotsfrist", deadline);
      for (const [index, name] of officers.entries())
        await page.getByLabel(`${index + 1}. Person`, { exact: true }).selectOption(name);
      for (const [index, { title, items, maximum }] of lots.entries()) {
        const lot = page.getByRole("group", { name: `Los ${index + 1}` });
        await lot.getByLabel("Bezeichnung des Loses").fill(title);
        await lot.getByLabel("Höchstwert, netto").fill(maximum);
        for (const item of items)
          await page.getByLabel(`Los von ${item}`).selectOption(`${index + 1} – ${title}`);
      }
      const empty = page.getByRole("button", { name: new RegExp(`^Los ${lots.length + 1} auflösen$`) });
      while (await empty.isVisible()) await empty.click();
      await person.looks("2-officer-new-tender");
      await person.presses("Entwurf speichern");
      await person.reads("ist gespeichert");
      await person.reaches(round);
    },

    /** Compares a fingerprint that was read out by telephone with the one that is registered. */
    async confirmsKey(name: string, heard: string) {
      await person.chooses("Öffnungsschlüssel");
      await person.reloads();
      await page.getByRole("button", { name: `Fingerabdruck von ${name} vergleichen` }).click();
      const dialog = page.getByRole("dialog", { name: `Ist das der Schlüssel von ${name}?` });
      const seen = await dialog.locator(".ui-fingerprint__group").allInnerTexts();
      expect(seen.join("")).toBe(heard);
      await expectAccessible(page);
      await dialog.getByLabel(/alle 16 Gruppen sind gleich$/).check();
      await shoot(page, "purchase-2-officer-compares");
      await dialog.getByRole("button", { name: "Fingerabdruck bestätigen" }).click();
      await person.reads(`Der Schlüssel von ${name} ist bestätigt.`);
    },

    async takesUpDraft() {
      await person.follows("Bearbeiten");
      await person.looks("2-officer-edit-tender");
    },

    /** Day and time in the fields of this name. */
    entersInstant: when,

    async movesDeadline(tender: string, deadline: Date) {
      await when("Ende der Angebotsfrist", deadline);
      await person.presses("Entwurf speichern");
      await person.reads("ist gespeichert");
      await person.reaches(tender);
    },

    async submitsTender() {
      await person.presses("Zur Prüfung vorlegen");
      await person.confirms("Zur Prüfung vorlegen?", "Zur Prüfung vorlegen");
      await person.reads("liegt zur Prüfung vor");
    },

    async publishesTender() {
      await person.presses("Veröffentlichen");
      await person.confirms("Vergabe veröffentlichen?", "Veröffentlichen");
      await person.reads("ist veröffentlicht");
    },

    /** As it stands now: what was seen within the last seconds is shown from memory at first. */
    async findsTender(title: string) {
      await person.chooses("Vergaben");
      await person.follows(title);
      await person.reloads();
    },

    /** Who is on the first place of a lot. */
    async readsWinner(lot: string): Promise<string> {
      const ranking = page.getByRole("table", { name: `Rangfolge – Los: ${lot}` });
      return ranking.getByRole("row", { name: /^1\./ }).getByRole("rowheader").innerText();
    },

    /** Declares to have no conflict, and finds all bids in order. */
    async examines(bidders: readonly string[]) {
      await person.presses("Ich habe keinen Interessenkonflikt");
      await person.reads("Ihre Erklärung ist aufgenommen.");
      for (const bidder of bidders)
        for (const aspect of ["Form", "Eignung", "Mindestanforderungen"]) {
          await page.getByRole("button", { name: `${aspect} von ${bidder} prüfen` }).click();
          const dialog = page.getByRole("dialog", { name: `${aspect}: ${bidder}` });
          await dialog.getByLabel("bestanden", { exact: true }).check();
          await dialog.getByLabel("Begründung").fill("Unterlagen liegen vor");
          await dialog.getByRole("button", { name: "Ergebnis festhalten" }).click();
          await dialog.waitFor({ state: "hidden" });
        }
    },

    async proposesAward(reason: string) {
      await page.getByLabel("Begründung", { exact: true }).fill(reason);
      await person.presses("Zuschlag vorschlagen");
      await person.confirms("Zuschlag vorschlagen?", "Zuschlag vorschlagen");
      await person.reads("Der Zuschlag ist vorgeschlagen.");
    },

    async approvesAward() {
      await person.presses("Vorschlag freigeben");
      await person.confirms("Vorschlag freigeben?", "Vorschlag freigeben");
      await person.reads("Der Vorschlag ist freigegeben.");
    },

    /** All letters electronically, as the dialog suggests. */
    async tellsBidders() {
      await person.presses("Schreiben versenden");
      await person.confirms("Schreiben versenden", "Schreiben versenden");
      await person.reads("Die Schreiben sind versandt.");
    },

    async awards() {
      await person.presses("Zuschlag erteilen");
      await person.confirms("Zuschlag erteilen?", "Zuschlag erteilen");
      await person.reads("Der Zuschlag ist erteilt.");
    },
  };
}
