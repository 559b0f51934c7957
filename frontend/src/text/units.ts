import { texts } from "./text";

interface Unit {
  one: string;
  many: string;
}

/** The units of UN/ECE Recommendation 20 that catalogues of the cooperative use. */
const units = texts<Record<string, Unit>>({
  de: {
    H87: { one: "Stück", many: "Stück" },
    C62: { one: "Einheit", many: "Einheiten" },
    SET: { one: "Satz", many: "Sätze" },
    XPK: { one: "Packung", many: "Packungen" },
    HUR: { one: "Stunde", many: "Stunden" },
    DAY: { one: "Tag", many: "Tage" },
    MON: { one: "Monat", many: "Monate" },
    ANN: { one: "Jahr", many: "Jahre" },
    KGM: { one: "kg", many: "kg" },
    TNE: { one: "t", many: "t" },
    LTR: { one: "l", many: "l" },
    MTR: { one: "m", many: "m" },
    KWT: { one: "kW", many: "kW" },
    KWH: { one: "kWh", many: "kWh" },
    E34: { one: "GB", many: "GB" },
    E35: { one: "TB", many: "TB" },
  },
  en: {
    H87: { one: "piece", many: "pieces" },
    C62: { one: "unit", many: "units" },
    SET: { one: "set", many: "sets" },
    XPK: { one: "package", many: "packages" },
    HUR: { one: "hour", many: "hours" },
    DAY: { one: "day", many: "days" },
    MON: { one: "month", many: "months" },
    ANN: { one: "year", many: "years" },
    KGM: { one: "kg", many: "kg" },
    TNE: { one: "t", many: "t" },
    LTR: { one: "l", many: "l" },
    MTR: { one: "m", many: "m" },
    KWT: { one: "kW", many: "kW" },
    KWH: { one: "kWh", many: "kWh" },
    E34: { one: "GB", many: "GB" },
    E35: { one: "TB", many: "TB" },
  },
});

/** What properties of articles are measured in, the same in every language. */
const symbols: Readonly<Record<string, string>> = {
  GRM: "g",
  CMT: "cm",
  MMT: "mm",
  MTK: "m²",
  INH: "″",
  WTT: "W",
  VLT: "V",
  AMP: "A",
  MHZ: "MHz",
  A86: "GHz",
  "4L": "MB",
  CEL: "°C",
  "2N": "dB",
  P1: "%",
};

/** The codes a person may choose from. */
export const unitCodes = Object.keys(units.de);

/** A unit in words, in the number that the quantity asks for. A code that has no name here stands for itself. */
export function unitName(code: string, quantity: string | number, language: keyof typeof units): string {
  const unit = units[language][code];
  if (!unit) return symbols[code] ?? code;
  return /^1([.]0+)?$/.test(String(quantity)) ? unit.one : unit.many;
}
