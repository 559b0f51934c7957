import { parseDate } from "../../../lib/date";
import type { Language } from "../../../lib/locale";
import { parseMoney } from "../../../lib/money";
import { parseQuantity } from "../../../lib/quantity";
import type { Participation, ParticipationColumn } from "./scheme";

/** What of pasted cells goes where, and how many rows fitted nowhere. */
export interface PastedParticipants {
  rows: Readonly<Record<string, Partial<Participation>>>;
  left: number;
}

interface Target {
  members: readonly { id: string; name: string }[];
  /** The columns as they stand in the table, from left to right. */
  columns: readonly ParticipationColumn[];
  /** How the head of a column may be called, in any language. */
  heads: Readonly<Record<ParticipationColumn, readonly string[]>>;
  language: Language;
}

/**
 * Where pasted cells go: with a head line that names columns, below these heads; in rows that begin with a
 * member's name, to that member, the cells in the order of the columns; otherwise downwards and to the right
 * from where the cursor stood. Empty cells change nothing.
 */
export function pastedParticipants(
  cells: readonly (readonly string[])[],
  target: Target,
  at: { memberId: string; column: ParticipationColumn },
): PastedParticipants {
  const byName = new Map(target.members.map(({ id, name }) => [plain(name), id]));
  const [first = [], ...rest] = cells;
  const headed = first.map((cell) => columnOf(cell, target));
  const hasHead =
    headed.some((column) => column !== undefined) && !first.some((cell) => byName.has(plain(cell)));
  const lines = hasHead ? rest : cells;
  const named = lines.some(([name = ""]) => byName.has(plain(name)));
  const from = target.columns.indexOf(at.column);
  const order: readonly (ParticipationColumn | undefined)[] = hasHead
    ? headed
    : named
      ? [undefined, ...target.columns]
      : target.columns.slice(from);
  const top = target.members.findIndex(({ id }) => id === at.memberId);
  const rows: Record<string, Partial<Participation>> = {};
  let left = 0;
  for (const [index, line] of lines.entries()) {
    const id = named ? byName.get(plain(line[0] ?? "")) : target.members[top + index]?.id;
    if (id === undefined) left += 1;
    else rows[id] = entryOf(line, order, target.language);
  }
  return { rows, left };
}

/** The server's text of what was typed or pasted, or the text itself if it cannot be read. */
export function readParticipation(column: ParticipationColumn, cell: string, language: Language): string {
  switch (column) {
    case "weight":
      return parseQuantity(cell, language, 9) ?? cell;
    case "from":
    case "to":
      return parseDate(cell) ?? cell;
    case "floor":
    case "cap":
      return parseMoney(cell, language) ?? cell;
    case "group":
      return cell;
  }
}

function entryOf(
  line: readonly string[],
  order: readonly (ParticipationColumn | undefined)[],
  language: Language,
): Partial<Participation> {
  const entry: Partial<Participation> = {};
  for (const [index, cell] of line.entries()) {
    const column = order[index];
    if (column && cell !== "") entry[column] = readParticipation(column, cell, language);
  }
  return entry;
}

function columnOf(cell: string, { columns, heads }: Target): ParticipationColumn | undefined {
  return columns.find((column) => heads[column].some((head) => plain(head) === plain(cell)));
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().toLowerCase();
}
