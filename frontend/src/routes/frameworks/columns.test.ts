import { expect, test } from "vitest";
import type { CatalogueProposal } from "../../api/catalogues";
import { assigned, missingFields, namesToKeep, proposedAssignment } from "./columns";

const column = (name: string, field?: CatalogueProposal["columns"][number]["field"], known = false) => ({
  name,
  samples: [],
  known,
  attribute: false,
  ...(field && { field }),
});

const proposal: CatalogueProposal = {
  columns: [
    column("SKU", "number"),
    column("Bezeichnung", "name", true),
    column("Listenpreis"),
    column("EK", "price"),
    column("Lieferzeit", "deliveryDays", true),
  ],
  required: ["number", "name", "unit", "price"],
  kept: { version: 3, columns: { endOfLife: "Bis", gtin: "Listenpreis" } },
};

test("what is proposed is assigned, and what is missing is told", () => {
  expect(missingFields(proposal, proposedAssignment(proposal))).toEqual(["unit"]);
});

test("a field leaves the column that it was in", () => {
  const changed = assigned(proposedAssignment(proposal), "Listenpreis", "price");
  expect(changed).toMatchObject({ Listenpreis: "price", EK: "" });
  expect(assigned(changed, "EK", "")).toMatchObject({ Listenpreis: "price", EK: "", SKU: "number" });
});

test("guesses are kept, usual names are not, and other tables' names stay", () => {
  expect(namesToKeep(proposal, proposedAssignment(proposal))).toEqual({
    endOfLife: "Bis",
    gtin: "Listenpreis",
    number: "SKU",
    price: "EK",
  });
});

test("a field whose column is taken away is in none, and a column has one field", () => {
  const changed = assigned(
    assigned(proposedAssignment(proposal), "Listenpreis", "price"),
    "Lieferzeit",
    "description",
  );
  expect(namesToKeep(proposal, changed)).toEqual({
    endOfLife: "Bis",
    number: "SKU",
    price: "Listenpreis",
    deliveryDays: "",
    description: "Lieferzeit",
  });
});
