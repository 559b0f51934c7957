import { texts } from "./text";

/** The texts about VAT before there is an invoice, for all pages that show what an order costs. */
export const taxesText = texts({
  de: {
    gross: "Summe mit Umsatzsteuer",
    unitGross: "Preis mit Umsatzsteuer",
    column: "USt-Satz",
    unknown: "noch nicht bekannt",
    taxed: (rate: string, net: string) => `${rate} Umsatzsteuer auf ${net}`,
    untaxed: {
      E: (net: string) => `Steuerfrei: ${net}`,
      Z: (net: string) => `Umsatzsteuer 0 % auf ${net}`,
      O: (net: string) => `Nicht steuerbar: ${net}`,
      AE: (net: string) => `Reverse Charge auf ${net}: Die Umsatzsteuer führt der Besteller selbst ab`,
    },
    short: { S: "", E: "steuerfrei", Z: "0 %", O: "nicht steuerbar", AE: "Reverse Charge" },
    open: (lines: number, net: string) =>
      lines === 1
        ? `Für eine Position (${net} netto) ist der Umsatzsteuersatz noch nicht bekannt. Er steht auf der Rechnung.`
        : `Für ${lines} Positionen (zusammen ${net} netto) ist der Umsatzsteuersatz noch nicht bekannt. Er steht auf der Rechnung.`,
  },
  en: {
    gross: "Total with VAT",
    unitGross: "Price with VAT",
    column: "VAT rate",
    unknown: "not known yet",
    taxed: (rate, net) => `${rate} VAT on ${net}`,
    untaxed: {
      E: (net) => `Exempt: ${net}`,
      Z: (net) => `0% VAT on ${net}`,
      O: (net) => `Not subject to VAT: ${net}`,
      AE: (net) => `Reverse charge on ${net}: whoever orders pays the VAT to the tax office`,
    },
    short: { S: "", E: "exempt", Z: "0%", O: "not taxable", AE: "reverse charge" },
    open: (lines, net) =>
      lines === 1
        ? `For one item (${net} net) the VAT rate is not known yet. The invoice will state it.`
        : `For ${lines} items (${net} net together) the VAT rate is not known yet. The invoice will state it.`,
  },
});
