import type { AddCost, VatCategory } from "../../api/cost-pools";
import { monthOf, today } from "../../lib/date";
import { compareDecimals } from "../../lib/decimal";
import { opposite } from "../../lib/money";

/** How a cost is taxed, as it is chosen: the usual rates by themselves, other ones with their category. */
export type Tax = "19" | "7" | VatCategory;

/** The taxes, the usual ones first. */
export const taxes: readonly Tax[] = ["19", "7", "S", "E", "O", "Z", "AE"];

/** Where a cost that is typed in comes from. */
export const sources: readonly AddCost["source"][] = ["typed", "invoice", "rebate", "credit-note"];

/** A cost as it is entered. */
export interface CostValues {
  text: string;
  from: string;
  to: string;
  net: string;
  tax: Tax | "";
  vatRate: string;
  vat: string;
  source: AddCost["source"] | "";
  supplierId: string;
  reference: string;
  dated: string;
}

/** A cost of which nothing is entered but what is usual. */
export function newCost(): CostValues {
  return {
    text: "",
    ...monthOf(today()),
    net: "",
    tax: "19",
    vatRate: "",
    vat: "",
    source: "typed",
    supplierId: "",
    reference: "",
    dated: "",
  };
}

/** Whether a cost has a document of a supplier. */
export function hasDocument(source: CostValues["source"]): boolean {
  return source === "invoice" || source === "credit-note" || source === "rebate";
}

/** Whether a cost reduces what is to be shared, so that its amounts are negative. */
export function reduces(source: CostValues["source"]): boolean {
  return source === "credit-note" || source === "rebate";
}

/** The cost as the server takes it. A rebate and a credit note are negative whichever sign was typed. */
export function costOf(values: CostValues): AddCost {
  const signed = (amount: string) =>
    reduces(values.source) && compareDecimals(amount, "0") > 0 ? opposite(amount) : amount;
  const document = hasDocument(values.source);
  return {
    text: values.text.trim(),
    from: values.from,
    to: values.to,
    net: signed(values.net),
    ...taxOf(values),
    ...(values.vat !== "" && { vat: signed(values.vat) }),
    source: values.source as AddCost["source"], // the field demands one
    ...(document && values.supplierId !== "" && { supplierId: values.supplierId }),
    ...(document && values.reference.trim() !== "" && { reference: values.reference.trim() }),
    ...(document && values.dated !== "" && { dated: values.dated }),
  };
}

function taxOf({ tax, vatRate }: CostValues): { vatCategory: VatCategory; vatRate: string } {
  if (tax === "19" || tax === "7") return { vatCategory: "S", vatRate: tax };
  if (tax === "S") return { vatCategory: "S", vatRate };
  return { vatCategory: tax as VatCategory, vatRate: "0" }; // the field demands one
}
