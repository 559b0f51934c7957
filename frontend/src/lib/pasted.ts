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

/** A grid into which is pasted: a row an item, and columns with a value each. */
export interface Grid<Item extends { id: string; name: string }, Column extends string> {
  items: readonly Item[];
  columns: readonly Column[];
  /** Whether a cell holds a value at all; what holds none is a name, a unit or a heading. */
  isValue: (cell: string) => boolean;
  /** The server's text of a cell, or the cell as it is if it is no value of the item, for the form to refuse. */
  read: (cell: string, item: Item) => string;
  /** Which values of a row that begins with a name are meant; all of them if this is missing. */
  meant?: (values: readonly string[]) => readonly string[];
}

/** Where in the grid the cursor stood. */
export interface GridCell<Column extends string> {
  item: string;
  column: Column;
}

/** What pasting changes, by item, and how many rows of the clipboard fitted nowhere. */
export interface Placed<Column extends string> {
  changed: Readonly<Record<string, Partial<Record<Column, string>>>>;
  left: number;
}

/**
 * Where pasted cells go. Rows that begin with an item's name go to that item, their values in order to the
 * columns; otherwise the cells go downwards and to the right from where the cursor stood, and a head line
 * without a value is skipped. Empty cells change nothing.
 */
export function placed<Item extends { id: string; name: string }, Column extends string>(
  cells: readonly (readonly string[])[],
  grid: Grid<Item, Column>,
  at: GridCell<Column>,
): Placed<Column> {
  const byName = new Map(grid.items.map((item) => [key(item.name), item]));
  const named = cells.some(([first = ""]) => byName.has(key(first)));
  return named ? placedByName(cells, grid, byName) : placedFrom(cells, grid, at);
}

function placedByName<Item extends { id: string; name: string }, Column extends string>(
  cells: readonly (readonly string[])[],
  grid: Grid<Item, Column>,
  byName: ReadonlyMap<string, Item>,
): Placed<Column> {
  const changed: Record<string, Partial<Record<Column, string>>> = {};
  let left = 0;
  for (const [name = "", ...rest] of cells) {
    const item = byName.get(key(name));
    const values = rest.filter(grid.isValue);
    if (item) changed[item.id] = entryOf(grid.meant?.(values) ?? values, 0, item, grid);
    else if (values.length > 0) left++;
  }
  return { changed, left };
}

function placedFrom<Item extends { id: string; name: string }, Column extends string>(
  cells: readonly (readonly string[])[],
  grid: Grid<Item, Column>,
  at: GridCell<Column>,
): Placed<Column> {
  const headed = cells.length > 1 && !cells[0]?.some(grid.isValue);
  const top = grid.items.findIndex((item) => item.id === at.item);
  const changed: Record<string, Partial<Record<Column, string>>> = {};
  let left = 0;
  for (const [row, line] of (headed ? cells.slice(1) : cells).entries()) {
    const item = grid.items[top + row];
    if (item) changed[item.id] = entryOf(line, grid.columns.indexOf(at.column), item, grid);
    else left++;
  }
  return { changed, left };
}

function entryOf<Item extends { id: string; name: string }, Column extends string>(
  cells: readonly string[],
  from: number,
  item: Item,
  grid: Grid<Item, Column>,
): Partial<Record<Column, string>> {
  const entry: Partial<Record<Column, string>> = {};
  for (const [index, cell] of cells.entries()) {
    const column = grid.columns[from + index];
    if (column && cell !== "") entry[column] = grid.read(cell, item);
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
