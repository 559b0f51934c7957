import type { Language } from "./locale";
import { parseQuantity } from "./quantity";

// A cell in quotes (with quotes doubled inside) or as it is, and what ends it.
const cellPattern = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;

/** The cells of a table copied out of a spreadsheet: a tab between columns, a line a row, no empty rows at the end. */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(cellPattern)) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain ?? "").trim());
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  while (rows.at(-1)?.every((cell) => cell === "")) rows.pop();
  return rows;
}

/** What is entered for one item: the server's text, or what was typed if that is no quantity. */
export interface Entry {
  firm: string;
  tolerance: string;
}

/** A line of the grid into which is pasted. */
export interface GridItem {
  id: string;
  name: string;
  /** How many decimals its quantities may have. */
  places: number;
}

/** Where in the grid the cursor stood. */
export interface GridCell {
  item: string;
  column: keyof Entry;
}

/** What pasting changes, by item, and how many rows of the clipboard fitted nowhere. */
export interface Placed {
  changed: Readonly<Record<string, Partial<Entry>>>;
  left: number;
}

const columns = ["firm", "tolerance"] as const;

/**
 * Where pasted cells go. Rows that begin with an item's name go to that item, their quantities in order to
 * firm and tolerance; otherwise the cells go downwards and to the right from where the cursor stood, and a
 * head line without a quantity is skipped. Empty cells change nothing.
 */
export function placed(
  cells: readonly (readonly string[])[],
  items: readonly GridItem[],
  at: GridCell,
  language: Language,
): Placed {
  const byName = new Map(items.map((item) => [key(item.name), item]));
  if (cells.some(([first = ""]) => byName.has(key(first)))) return placedByName(cells, byName, language);
  return placedFrom(at, cells, items, language);
}

function placedByName(
  cells: readonly (readonly string[])[],
  byName: ReadonlyMap<string, GridItem>,
  language: Language,
): Placed {
  const changed: Record<string, Partial<Entry>> = {};
  let left = 0;
  for (const [name = "", ...rest] of cells) {
    const item = byName.get(key(name));
    const quantities = rest.filter((cell) => parseQuantity(cell, language, 3) !== null);
    if (item) changed[item.id] = entryOf(quantities, 0, item, language);
    else if (quantities.length > 0) left++;
  }
  return { changed, left };
}

function placedFrom(
  at: GridCell,
  cells: readonly (readonly string[])[],
  items: readonly GridItem[],
  language: Language,
): Placed {
  const [head = []] = cells;
  const headless =
    cells.length > 1 && head.every((cell) => parseQuantity(cell, language, 3) === null)
      ? cells.slice(1)
      : cells;
  const top = items.findIndex((item) => item.id === at.item);
  const changed: Record<string, Partial<Entry>> = {};
  let left = 0;
  for (const [row, line] of headless.entries()) {
    const item = items[top + row];
    if (item) changed[item.id] = entryOf(line, columns.indexOf(at.column), item, language);
    else left++;
  }
  return { changed, left };
}

function entryOf(cells: readonly string[], from: number, item: GridItem, language: Language): Partial<Entry> {
  const entry: Partial<Entry> = {};
  for (const [index, cell] of cells.entries()) {
    const column = columns[from + index];
    if (column && cell !== "") entry[column] = parseQuantity(cell, language, item.places) ?? cell;
  }
  return entry;
}

function key(name: string): string {
  return name.replaceAll(/\s+/g, " ").trim().toLowerCase();
}

/** The grid as a spreadsheet takes it, to be filled there and pasted back. */
export function copiedCells(head: readonly string[], rows: readonly (readonly string[])[]): string {
  // A cell that begins like a formula is one, to a spreadsheet; names are text.
  const safe = (cell: string) => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell).replaceAll(/[\t\r\n]+/g, " ");
  return [head, ...rows].map((row) => row.map(safe).join("\t")).join("\n");
}
