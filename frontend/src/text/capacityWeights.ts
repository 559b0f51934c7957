import { texts } from "./text";

/** The texts of weights that come from what members reserved and used of the data centers. */
export const capacityWeightsText = texts({
  de: {
    title: "Gewichte aus dem Rechenzentrum",
    lead: "Was jedes Mitglied in einem Monat reserviert oder verbraucht hat, taggenau und ohne Rundung.",
    month: "Monat",
    measure: "Gewicht ist",
    choose: "Bitte wählen",
    bases: {
      reserved: (resource: string) => `${resource}, reserviert (Menge mal Tage)`,
      used: (resource: string) => `${resource}, verbraucht`,
    },
    sources: {
      reserved: (resource: string, month: string) => `Reservierungen ${month}: ${resource}`,
      used: (resource: string, month: string) => `Zählerstände ${month}: ${resource}`,
    },
    power: { reserved: "Anschlussleistung", used: "Strom" },
    storage: (tier: string) => `Speicher ${tier}`,
    take: "Gewichte übernehmen",
    taken: (members: number) =>
      members === 1
        ? "Das Gewicht eines Mitglieds ist übernommen."
        : `Die Gewichte von ${members} Mitgliedern sind übernommen.`,
    open: "Die Zählerstände dieses Monats sind noch nicht abgeschlossen; sie können sich noch ändern.",
    outside: (names: string) => `Nicht übernommen, weil sie an diesem Topf nicht beteiligt sind: ${names}.`,
    rounded: "Wo Ablesungen fehlten, sind Verbräuche auf neun Nachkommastellen gerundet.",
    nothing: "In diesem Monat war nichts reserviert, und gemessen wurde nichts.",
  },
  en: {
    title: "Weights from the data center",
    lead: "What each member reserved or used in a month, by days and without rounding.",
    month: "Month",
    measure: "The weight is",
    choose: "Please choose",
    bases: {
      reserved: (resource) => `${resource}, reserved (amount times days)`,
      used: (resource) => `${resource}, used`,
    },
    sources: {
      reserved: (resource, month) => `Reservations ${month}: ${resource}`,
      used: (resource, month) => `Meter readings ${month}: ${resource}`,
    },
    power: { reserved: "Connected load", used: "Energy" },
    storage: (tier) => `Storage ${tier}`,
    take: "Take these weights",
    taken: (members) =>
      members === 1 ? "The weight of one member is taken." : `The weights of ${members} members are taken.`,
    open: "The readings of this month are not closed yet; they may still change.",
    outside: (names) => `Not taken, as they do not share in this pool: ${names}.`,
    rounded: "Where readings were missing, use is rounded to nine places.",
    nothing: "Nothing was reserved in this month, and nothing was measured.",
  },
});
