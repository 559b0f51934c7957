import { texts } from "../text";

/** What events say of data centers: meters, what they read, tariffs. */
export const metering = texts({
  de: {
    actions: {
      "meter.fitted": "Zähler eingebaut",
      "meter.removed": "Zähler ausgebaut",
      "reading.corrected": "Ablesung berichtigt",
      "readings.begun": "Lieferung von Zählerständen begonnen",
      "readings.taken": "Zählerstände übernommen",
      "readings.ended": "Lieferung von Zählerständen abgeschlossen",
      "metering.closed": "Monat der Zählerstände abgeschlossen",
      "tariff.made": "Tarif angelegt",
      "rating.posted": "Rechenzentrum eines Monats abgerechnet",
    },
    acts: {
      "meter.read": "Zählerstände einsehen",
      "meter.keep": "Zähler ein- oder ausbauen",
      "reading.import": "Zählerstände liefern",
      "reading.correct": "Zählerstände berichtigen",
      "reading.close": "Monat der Zählerstände abschließen",
      "tariff.read": "Tarife einsehen",
      "tariff.keep": "Tarife anlegen",
      "rating.read": "Abrechnungen des Rechenzentrums einsehen",
      "rating.post": "Rechenzentrum abrechnen",
    },
    objects: {
      meter: "Zähler",
      "metering-month": "Monat der Zählerstände",
      "reading-import": "Lieferung von Zählerständen",
      tariff: "Tarif",
      rating: "Abrechnung des Rechenzentrums",
    },
  },
  en: {
    actions: {
      "meter.fitted": "Meter fitted",
      "meter.removed": "Meter removed",
      "reading.corrected": "Reading corrected",
      "readings.begun": "Delivery of readings begun",
      "readings.taken": "Readings taken",
      "readings.ended": "Delivery of readings complete",
      "metering.closed": "Month of readings closed",
      "tariff.made": "Tariff made",
      "rating.posted": "Month of the data center charged",
    },
    acts: {
      "meter.read": "see what meters read",
      "meter.keep": "fit or remove meters",
      "reading.import": "deliver readings",
      "reading.correct": "correct readings",
      "reading.close": "close a month of readings",
      "tariff.read": "see tariffs",
      "tariff.keep": "make tariffs",
      "rating.read": "see what the data center charged",
      "rating.post": "charge a month of the data center",
    },
    objects: {
      meter: "meter",
      "metering-month": "month of readings",
      "reading-import": "delivery of readings",
      tariff: "tariff",
      rating: "charges of the data center",
    },
  },
});
