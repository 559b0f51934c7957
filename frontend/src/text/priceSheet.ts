import type { PriceFaultCode } from "../lib/price-sheet";
import { texts } from "./text";

/** What is to be done about each fault of a price sheet. */
type Remedies = Readonly<Record<PriceFaultCode, string>>;

/** The texts about filling in prices in a spreadsheet. */
export const priceSheetText = texts({
  de: {
    title: "Preise aus einer Tabelle",
    hint: "Laden Sie das Preisblatt herunter, füllen Sie die letzte Spalte aus und wählen Sie die Datei hier. Sie wird in diesem Browser gelesen und nicht gesendet.",
    download: "Preisblatt herunterladen (XLSX)",
    file: "Ausgefülltes Preisblatt",
    reading: "Das Preisblatt wird gelesen",
    read: (count: number) => (count === 1 ? "Ein Preis übernommen" : `${count} Preise übernommen`),
    readText: "Prüfen Sie die Preise im Formular. Versiegelt wird erst, wenn Sie es absenden.",
    refused: (count: number) =>
      count === 1 ? "Im Preisblatt ist ein Fehler" : `Im Preisblatt sind ${count} Fehler`,
    refusedText: "Es wurde kein Preis übernommen. Berichtigen Sie die Datei und wählen Sie sie erneut.",
    row: (row: number) => `Zeile ${row}`,
    remedies: {
      missing: "Der Preis fehlt. Geben Sie alle Preise eines Loses an oder keinen.",
      negative: "Ein Preis ist nicht negativ.",
      "too-fine": "Ein Preis hat höchstens sechs Nachkommastellen.",
      "too-large": "Ein Preis hat höchstens neun Stellen vor dem Komma.",
      "no-number": "Das ist keine Zahl. Geben Sie den Preis als Zahl ein.",
      ambiguous:
        "Das kann ein Tausender oder ein Bruchteil sein. Schreiben Sie 1234,00 oder 1,23 ohne Tausenderpunkt.",
      formula: "Das ist eine Formel. Setzen Sie ihr Ergebnis als Wert ein.",
      "unknown-item":
        "Diese Zeile ist keine Position der Vergabe. Löschen Sie sie und füllen Sie das heruntergeladene Preisblatt aus.",
      "item-twice": "Diese Position steht schon in einer Zeile darüber. Löschen Sie eine von beiden.",
      "sheet-too-large":
        "Die Datei ist größer als jedes Preisblatt (2 MiB, 5.000 Zeilen). Übertragen Sie die Preise in das heruntergeladene.",
      "sheet-unreadable":
        "Die Datei ist keine lesbare Arbeitsmappe. Speichern Sie sie als XLSX ohne Kennwort.",
      "sheet-other":
        "Die Datei ist kein Preisblatt einer Vergabe. Füllen Sie das heruntergeladene Preisblatt aus.",
      "sheet-other-tender": "Die Datei ist das Preisblatt einer anderen Vergabe.",
      "sheet-empty": "In der Datei steht kein Preis.",
    } as Remedies,
  },
  en: {
    title: "Prices from a spreadsheet",
    hint: "Download the price sheet, fill in its last column and choose the file here. It is read in this browser and not sent.",
    download: "Download the price sheet (XLSX)",
    file: "Filled price sheet",
    reading: "Reading the price sheet",
    read: (count: number) => (count === 1 ? "One price taken over" : `${count} prices taken over`),
    readText: "Check the prices in the form. Nothing is sealed until you submit it.",
    refused: (count: number) =>
      count === 1 ? "There is a fault in the price sheet" : `There are ${count} faults in the price sheet`,
    refusedText: "No price was taken over. Correct the file and choose it again.",
    row: (row: number) => `Row ${row}`,
    remedies: {
      missing: "The price is missing. Price all items of a lot, or none.",
      negative: "A price is not below zero.",
      "too-fine": "A price has at most six places.",
      "too-large": "A price has at most nine digits before the decimal sign.",
      "no-number": "This is no number. Enter the price as a number.",
      ambiguous:
        "This may be a thousand or a fraction. Write 1234.00 or 1.23 without a separator of thousands.",
      formula: "This is a formula. Put its result there as a value.",
      "unknown-item": "This row is no item of the tender. Delete it, and fill in the sheet as downloaded.",
      "item-twice": "This item stands in a row above already. Delete one of them.",
      "sheet-too-large":
        "The file is larger than any price sheet (2 MiB, 5,000 rows). Copy the prices into the sheet as downloaded.",
      "sheet-unreadable": "The file is no workbook that can be read. Save it as XLSX, without a password.",
      "sheet-other": "The file is not the price sheet of a tender. Fill in the sheet as downloaded.",
      "sheet-other-tender": "The file is the price sheet of another tender.",
      "sheet-empty": "There is no price in the file.",
    } as Remedies,
  },
});
