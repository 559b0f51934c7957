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
      "readings.resumed": "Lieferung von Zählerständen fortgesetzt",
      "readings.stopped": "Lieferung von Zählerständen vor dem Ende beendet",
      "readings.ended": "Lieferung von Zählerständen abgeschlossen",
      "metering.closed": "Monat der Zählerstände abgeschlossen",
    },
    acts: {
      "meter.read": "Zählerstände einsehen",
      "meter.keep": "Zähler ein- oder ausbauen",
      "reading.import": "Zählerstände liefern",
      "reading.correct": "Zählerstände berichtigen",
      "reading.close": "Monat der Zählerstände abschließen",
    },
    objects: {
      meter: "Zähler",
      "metering-month": "Monat der Zählerstände",
      "reading-import": "Lieferung von Zählerständen",
    },
  },
  en: {
    actions: {
      "meter.fitted": "Meter fitted",
      "meter.removed": "Meter removed",
      "reading.corrected": "Reading corrected",
      "readings.begun": "Delivery of readings begun",
      "readings.taken": "Readings taken",
      "readings.resumed": "Delivery of readings resumed",
      "readings.stopped": "Delivery of readings ended before its end",
      "readings.ended": "Delivery of readings complete",
      "metering.closed": "Month of readings closed",
    },
    acts: {
      "meter.read": "see what meters read",
      "meter.keep": "fit or remove meters",
      "reading.import": "deliver readings",
      "reading.correct": "correct readings",
      "reading.close": "close a month of readings",
    },
    objects: {
      meter: "meter",
      "metering-month": "month of readings",
      "reading-import": "delivery of readings",
    },
  },
});
