import type { Bytes } from "./bytes";
import { type Cell, firstSheet, type Grid } from "./workbook";
import { TooMuch } from "./zip";

// Loaded only when a price sheet is read. The program reads by the same rules (adapters/sheet/prices_read.go);
// adapters/sheet/testdata/price-sheets holds both to them.

/** What is wrong with one price, or with the whole sheet. */
export type PriceFaultCode =
  | "missing"
  | "negative"
  | "too-fine"
  | "too-large"
  | "no-number"
  | "ambiguous"
  | "formula"
  | "unknown-item"
  | "item-twice"
  | "sheet-too-large"
  | "sheet-unreadable"
  | "sheet-other"
  | "sheet-other-tender"
  | "sheet-empty";

/** What keeps a price sheet from being sealed; row is that of the spreadsheet, 0 for none. */
export interface PriceFault {
  row: number;
  code: PriceFaultCode;
  item?: string;
  value?: string;
}

/** The prices of a sheet by item, or all of its faults. */
export type ReadSheet = { prices: Record<string, string> } | { faults: PriceFault[] };

const mostBytes = 2 << 20;
const limits = { bytes: 16 << 20, rows: 5001 };
const mark = "allmende-price-sheet 1 ";
const [idColumn, priceColumn] = ["A", "F"];

/** Reads a filled price sheet of a tender, whose items are given by lots. */
export async function readPriceSheet(
  file: Bytes,
  tender: string,
  lots: readonly (readonly string[])[],
): Promise<ReadSheet> {
  if (file.length > mostBytes) return whole("sheet-too-large");
  let grid: Grid;
  try {
    grid = await firstSheet(file, [idColumn, priceColumn], limits);
  } catch (error) {
    return whole(error instanceof TooMuch ? "sheet-too-large" : "sheet-unreadable");
  }
  const head = textOf(grid.get(1)?.[idColumn]);
  if (!head.startsWith(mark)) return whole("sheet-other");
  return head === mark + tender ? pricesIn(grid, lots) : whole("sheet-other-tender");
}

function whole(code: PriceFaultCode): ReadSheet {
  return { faults: [{ row: 0, code }] };
}

function pricesIn(grid: Grid, lots: readonly (readonly string[])[]): ReadSheet {
  const known = new Set(lots.flat());
  const rows = new Map<string, number>();
  const entered = new Set<string>();
  const prices: Record<string, string> = {};
  const faults: PriceFault[] = [];
  for (const [row, { [idColumn]: id, [priceColumn]: price }] of [...grid].sort(([a], [b]) => a - b)) {
    const item = textOf(id);
    const value = textOf(price);
    const empty = value === "" && !price?.formula;
    if (row === 1 || (item === "" && empty)) continue;
    if (id?.formula) faults.push({ row, code: "formula" });
    else if (!known.has(item)) faults.push({ row, code: "unknown-item" });
    else if (rows.has(item)) faults.push({ row, code: "item-twice", item });
    else {
      rows.set(item, row);
      if (empty || !price) continue;
      entered.add(item);
      const read = priceIn(price);
      if ("price" in read) prices[item] = read.price;
      else faults.push({ row, code: read.code, item, value });
    }
  }
  for (const lot of lots.filter((items) => items.some((item) => entered.has(item))))
    for (const item of lot)
      if (!entered.has(item)) faults.push({ row: rows.get(item) ?? 0, code: "missing", item });
  if (entered.size === 0 && faults.length === 0) faults.push({ row: 0, code: "sheet-empty" });
  return faults.length > 0 ? { faults: faults.sort((a, b) => a.row - b.row) } : { prices };
}

const aroundBlanks = /^[ \t\r\n\u00a0\u202f]+|[ \t\r\n\u00a0\u202f]+$/g;

function textOf(cell: Cell | undefined): string {
  return (cell?.text ?? "").replaceAll(aroundBlanks, "");
}

type Read = { price: string } | { code: PriceFaultCode };

function priceIn(cell: Cell): Read {
  if (cell.formula) return { code: "formula" };
  if (cell.kind === "other") return { code: "no-number" };
  return cell.kind === "number" ? priceOfNumber(textOf(cell)) : priceOfText(textOf(cell));
}

/** A whole number of 10^exponent: prices are never computed in floating point. */
interface Decimal {
  digits: bigint;
  exponent: number;
}

/** Programs store 1.1 as 1.1000000000000001: the number is what 15 digits say. */
function priceOfNumber(stored: string): Read {
  const match = /^(-?)(\d{1,25})(?:\.(\d{1,25}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(stored);
  if (!match) return { code: "no-number" };
  const [, sign, before = "", places = "", power = "0"] = match;
  let digits = BigInt(before + places);
  let exponent = Number(power) - places.length;
  const more = String(digits).length - 15;
  if (more > 0) {
    const step = 10n ** BigInt(more);
    digits = (digits + step / 2n) / step;
    exponent += more;
  }
  return priceOf({ digits: sign ? -digits : digits, exponent });
}

const grouped = [/^(\d{1,3}(?:\.\d{3})+),(\d+)$/, /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/];
const onlyGroups = /^\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/;
const eitherWay = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * What somebody typed as a text: "1.234,56" and "1,234.56" mean one thing only; "1.234" may be a thousand or
 * little more than one, and is asked about.
 */
function priceOfText(typed: string): Read {
  const bare = typed.replace(/(€|EUR)$/i, "").replaceAll(/[ \t\r\n\u00a0\u202f]/g, "");
  const signed = bare.replace("\u2212", "-");
  const text = signed.replace(/^-/, "");
  const sign = signed === text ? 1n : -1n;
  const decimal = (before: string, places = "") =>
    priceOf({ digits: sign * BigInt(before + places), exponent: -places.length });
  for (const pattern of grouped) {
    const match = pattern.exec(text);
    if (match) return decimal((match[1] ?? "").replaceAll(/[.,]/g, ""), match[2]);
  }
  if (onlyGroups.test(text)) return decimal(text.replaceAll(/[.,]/g, ""));
  if (eitherWay.test(text)) return { code: "ambiguous" };
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(text);
  return match ? decimal(match[1] ?? "", match[2]) : { code: "no-number" };
}

function priceOf({ digits, exponent }: Decimal): Read {
  if (digits < 0n) return { code: "negative" };
  const power = 10n ** BigInt(Math.abs(exponent));
  const [above, below] = exponent < 0 ? [1n, power] : [power, 1n];
  if (digits * above >= 1_000_000_000n * below) return { code: "too-large" };
  const millionths = digits * above * 1_000_000n;
  if (millionths % below !== 0n) return { code: "too-fine" };
  const text = String(millionths / below).padStart(7, "0");
  const places = text.slice(-6).replace(/0+$/, "").padEnd(2, "0");
  return { price: `${text.slice(0, -6)}.${places}` };
}
