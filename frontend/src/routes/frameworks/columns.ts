import type { CatalogueField, CatalogueProposal } from "../../api/catalogues";

/** The field that each column is taken for, by the column's name; "" is none. */
export type Assignment = Readonly<Record<string, CatalogueField | "">>;

/** What the form begins with. */
export function proposedAssignment({ columns }: CatalogueProposal): Assignment {
  return Object.fromEntries(columns.map(({ name, field }) => [name, field ?? ""]));
}

/** Takes a column for a field; a field is in one column, and leaves the one it was in. */
export function assigned(before: Assignment, column: string, field: CatalogueField | ""): Assignment {
  const freed = Object.entries(before).map(([name, had]) => [name, field !== "" && had === field ? "" : had]);
  return { ...Object.fromEntries(freed), [column]: field };
}

/** The fields that a catalogue cannot do without and that no column is taken for. */
export function missingFields({ required }: CatalogueProposal, assignment: Assignment): CatalogueField[] {
  const taken = Object.values(assignment);
  return required.filter((field) => !taken.includes(field));
}

/**
 * The names to keep, by field. What is told by a column's name stays as it is; a field whose column was taken
 * away is in none from now on; what was kept for columns that this table lacks stays, as the next may have them.
 */
export function namesToKeep(proposal: CatalogueProposal, assignment: Assignment): Record<string, string> {
  const taken = Object.values(assignment);
  const names = new Map(Object.entries(proposal.kept.columns));
  for (const { name, field, known } of proposal.columns) {
    if (known && field && !taken.includes(field)) names.set(field, "");
    const chosen = assignment[name];
    if (!chosen || (known && chosen === field)) continue;
    for (const [other, called] of names) {
      if (other !== chosen && called.toLowerCase() === name.toLowerCase()) names.delete(other);
    }
    names.set(chosen, name);
  }
  return Object.fromEntries(names);
}
