import type { Bytes } from "./bytes";
import { NoArchive, TooMuch, unzipped } from "./zip";

/** A cell as it is stored: a number is the text of its digits. */
export interface Cell {
  text: string;
  kind: "number" | "text" | "other";
  formula: boolean;
}

/** The cells of a workbook's first sheet by row and column ("A"), as far as the columns are asked for. */
export type Grid = ReadonlyMap<number, Readonly<Record<string, Cell>>>;

/** What may be taken out of a workbook. */
export interface Limits {
  /** The bytes of all parts together. */
  bytes: number;
  rows: number;
}

/** Reads an XLSX file's first sheet. Throws NoArchive for what is none and TooMuch beyond the limits. */
export async function firstSheet(file: Bytes, columns: readonly string[], limits: Limits): Promise<Grid> {
  const part = unzipped(file, limits.bytes);
  const [book, links, strings] = await Promise.all(
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"].map(part),
  );
  if (!book || !links) throw new NoArchive();
  const id = first(book, "sheet")?.id;
  const link = id && [...tags(links)].find((tag) => tag.name === "Relationship" && tag.attributes.Id === id);
  const target = link ? (link.attributes.Target ?? "") : "";
  const sheet = await part(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  if (!sheet) throw new NoArchive();
  return cellsOf(sheet, sharedStrings(strings ?? ""), new Set(columns), limits.rows);
}

interface Tag {
  name: string;
  attributes: Record<string, string>;
  /** It is the end of an element. */
  closing: boolean;
  /** It is an element without content. */
  empty: boolean;
  /** The text up to the next tag. */
  text: string;
}

const tagPattern = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^<"]*"|'[^<']*')*?)(\/?)>([^<]*)/g;
const attributePattern = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The tags of an XML text, without their prefixes. */
function* tags(xml: string): Generator<Tag> {
  for (const [, closing, name = "", inside = "", empty, text = ""] of xml.matchAll(tagPattern)) {
    const attributes: Record<string, string> = {};
    for (const [, key = "", double, single] of inside.matchAll(attributePattern))
      attributes[key] = decoded(double ?? single ?? "");
    yield { name, attributes, closing: closing === "/", empty: empty === "/", text: decoded(text) };
  }
}

function first(xml: string, name: string): Record<string, string> | undefined {
  for (const tag of tags(xml)) if (tag.name === name) return tag.attributes;
  return undefined;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(number);
    return name ? (entities[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The texts that cells refer to by their number; readings above them (rPh) are none. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let reading = false;
  for (const { name, closing, empty, text } of tags(xml)) {
    if (name === "rPh") reading = !closing && !empty;
    else if (name === "si" && !closing) strings.push("");
    else if (name === "t" && !closing && !empty && !reading) strings.push((strings.pop() ?? "") + text);
  }
  return strings;
}

function cellsOf(xml: string, strings: readonly string[], columns: ReadonlySet<string>, most: number): Grid {
  const grid = new Map<number, Record<string, Cell>>();
  let row = 0;
  let cell: (Cell & { type: string }) | undefined;
  for (const { name, attributes, closing, empty, text } of tags(xml)) {
    if (closing) continue;
    if (name === "row") {
      row = attributes.r ? Number(attributes.r) : row + 1;
      if (row > most) throw new TooMuch();
      cell = undefined;
    } else if (name === "c") {
      const column = /^[A-Z]+/.exec(attributes.r ?? "")?.[0] ?? "";
      if (empty || !columns.has(column)) cell = undefined;
      else {
        const type = attributes.t ?? "n";
        cell = { text: "", kind: kindOf(type), formula: type === "str", type };
        grid.set(row, { ...grid.get(row), [column]: cell });
      }
    } else if (cell && name === "f") cell.formula = true;
    else if (cell && name === "v" && !empty)
      cell.text = cell.type === "s" ? (strings[Number(text)] ?? "") : text;
    else if (cell && name === "t" && !empty) cell.text += text;
  }
  return grid;
}

function kindOf(type: string): Cell["kind"] {
  if (type === "n") return "number";
  return ["s", "inlineStr", "str"].includes(type) ? "text" : "other";
}
