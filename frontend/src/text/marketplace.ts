import { texts } from "./text";

/** The texts of the pages under /marketplace. */
export const marketplaceText = texts({
  de: {
    title: "Marktplatz",
    lead: "Was Ihr Mitglied aus den Rahmenvereinbarungen der Genossenschaft abrufen kann, mit dem Preis für Ihre Menge und dem, was noch verfügbar ist.",
  },
  en: {
    title: "Marketplace",
    lead: "What your organisation can call off from the cooperative’s framework contracts, with the price for your quantity and what remains.",
  },
});
